export default definePageConfig({ navigationBarTitleText: '普法日历' });
