export default definePageConfig({ navigationBarTitleText: '更多功能' });
