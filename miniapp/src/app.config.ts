export default defineAppConfig({
  pages: ['pages/home/index'],
  window: {
    navigationBarTitleText: '法治邻里',
    navigationBarBackgroundColor: '#f6f3ec',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f6f3ec',
  },
});
