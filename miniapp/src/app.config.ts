export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/rate/index',
    'pages/thanks/index',
    'pages/my-ratings/index',
    'pages/rating/index',
  ],
  subPackages: [{ root: 'staff', pages: ['sign-in/index', 'queue/index', 'ticket/index'] }],
  // A phone runs the code of the page it opens, not of all pages.
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '法治邻里',
    navigationBarBackgroundColor: '#f7f4ed',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f7f4ed',
  },
  // On the web, pages change at once: sliding tires the eye and hides what a screen reader should find.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
});
