export default definePageConfig({ navigationBarTitleText: '工单会分给谁' });
