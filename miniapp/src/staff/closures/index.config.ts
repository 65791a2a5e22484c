export default definePageConfig({ navigationBarTitleText: '停诊和请假' });
