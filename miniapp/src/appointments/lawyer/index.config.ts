export default definePageConfig({ navigationBarTitleText: '律师介绍' });
