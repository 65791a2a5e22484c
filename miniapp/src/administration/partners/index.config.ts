export default definePageConfig({ navigationBarTitleText: '外部系统' });
