/** The tabs at the foot of the app, in order. WeChat takes two to five. */
export const tabs = [
  { page: 'pages/home/index', label: '首页', icon: 'home' },
  { page: 'pages/my-ratings/index', label: '我的评价', icon: 'ratings' },
  { page: 'pages/me/index', label: '我的', icon: 'me' },
] as const;

/** The page that a tab leads to. */
export type TabPage = (typeof tabs)[number]['page'];
