import { tabs } from './tabs.ts';

/**
 * WeChat's own bar writes in 10 px, whatever the font setting, so it is left empty (`custom`) and each page draws ours
 * (components/tab-bar). The list still makes them pages of the tab bar, which WeChat keeps open and switches at once.
 */
const tabBar = { custom: true, list: tabs.map(({ page, label }) => ({ pagePath: page, text: label })) };

/** Every component in every state and theme: on the web, and only for developers. */
const forDevelopers = process.env.NODE_ENV === 'development' || process.env.LINLI_GALLERY === '1';
const gallery = process.env.TARO_ENV === 'h5' && forDevelopers ? ['gallery'] : [];

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/rate/index',
    'pages/thanks/index',
    'pages/my-ratings/index',
    'pages/rating/index',
    'pages/supplement/index',
    'pages/me/index',
    'pages/messages/index',
    ...gallery,
  ],
  subPackages: [
    { root: 'counter', pages: ['ratings/index'] },
    {
      root: 'staff',
      pages: [
        'sign-in/index',
        'queue/index',
        'ticket/index',
        'messages/index',
        'absence/index',
        'closures/index',
      ],
    },
    {
      root: 'oversight',
      pages: [
        'menu/index',
        'overview/index',
        'figures/index',
        'my-figures/index',
        'appeals/index',
        'comments/index',
        'bulletins/index',
        'bulletin/index',
        'deliveries/index',
        'audit/index',
        'calendar/index',
        'routing/index',
      ],
    },
    {
      root: 'appointments',
      pages: [
        'matter/index',
        'slots/index',
        'lawyer/index',
        'book/index',
        'mine/index',
        'appointment/index',
        'rating/index',
      ],
    },
    {
      root: 'publishing',
      pages: [
        'articles/index',
        'article/index',
        'edit/index',
        'version/index',
        'verdicts/index',
        'figures/index',
      ],
    },
    {
      root: 'law',
      pages: [
        'articles/index',
        'article/index',
        'favourites/index',
        'campaigns/index',
        'campaign/index',
        'quizzes/index',
        'quiz/index',
        'laws/index',
        'text/index',
        'provision/index',
      ],
    },
    {
      root: 'administration',
      pages: ['codes/index', 'screens/index', 'partners/index', 'monthly/index'],
    },
    { root: 'consulting', pages: ['day/index', 'visit/index', 'record/index', 'figures/index'] },
    {
      root: 'privacy',
      pages: [
        'my-data/index',
        'holdings/index',
        'close-account/index',
        'account-closed/index',
        'feedback/index',
        'my-feedback/index',
        'feedback-detail/index',
        'policy/index',
        'terms/index',
      ],
    },
  ],
  // A phone runs the code of the page it opens, not of all pages.
  lazyCodeLoading: 'requiredComponents',
  // WeChat asks for the consent to its privacy guide through us: see platform/privacy-authorization.ts.
  __usePrivacyCheck__: true,
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationBarTitleText: '法治邻里',
    navigationBarBackgroundColor: '@paper',
    navigationBarTextStyle: '@ink',
    backgroundColor: '@paper',
  },
  // On the web, pages change at once: sliding tires the eye and hides what a screen reader should find.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : { tabBar }),
});
