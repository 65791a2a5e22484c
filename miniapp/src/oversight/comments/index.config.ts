export default definePageConfig({ navigationBarTitleText: '留言审看' });
