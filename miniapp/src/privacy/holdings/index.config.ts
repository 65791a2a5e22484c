export default definePageConfig({ navigationBarTitleText: '我留下的信息' });
