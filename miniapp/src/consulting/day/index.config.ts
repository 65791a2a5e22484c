export default definePageConfig({ navigationBarTitleText: '今日律师咨询' });
