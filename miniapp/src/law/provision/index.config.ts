export default definePageConfig({ navigationBarTitleText: '法律原文' });
