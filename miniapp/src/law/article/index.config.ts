export default definePageConfig({ navigationBarTitleText: '普法文章', enableShareAppMessage: true });
