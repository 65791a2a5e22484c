export default definePageConfig({ navigationBarTitleText: '学法答题' });
