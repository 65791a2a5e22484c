export default definePageConfig({ navigationBarTitleText: '居民怎么说' });
