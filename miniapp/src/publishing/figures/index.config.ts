export default definePageConfig({ navigationBarTitleText: '普法成效' });
