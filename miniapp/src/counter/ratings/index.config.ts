export default definePageConfig({ navigationBarTitleText: '大家的评价' });
