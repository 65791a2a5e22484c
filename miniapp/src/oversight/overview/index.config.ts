export default definePageConfig({ navigationBarTitleText: '督办总览' });
