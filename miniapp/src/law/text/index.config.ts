export default definePageConfig({ navigationBarTitleText: '法律目录' });
