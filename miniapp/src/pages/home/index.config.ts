export default definePageConfig({ navigationBarTitleText: '法治邻里' });
