export default definePageConfig({ navigationBarTitleText: '报送的月度数据' });
