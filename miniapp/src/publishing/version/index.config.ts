export default definePageConfig({ navigationBarTitleText: '文章版本' });
