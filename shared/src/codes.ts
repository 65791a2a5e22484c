/** What a mini-program code can stand at. */
export const codeKinds = ['counter', 'station', 'article'] as const;
export type CodeKind = (typeof codeKinds)[number];

export const codeKindLabels: Record<CodeKind, string> = {
  counter: '窗口',
  station: '法律服务站',
  article: '文章',
};

/** What a code is printed on: a sheet of A4 for the wall, or a plate of 90 × 54 mm for the counter. */
export const printFormats = ['a4', 'plate'] as const;
export type PrintFormat = (typeof printFormats)[number];

export const printFormatLabels: Record<PrintFormat, string> = { a4: 'A4 张贴页', plate: '桌面名牌' };

/** The page that each kind of code opens, as WeChat names it. */
export const codePages = {
  counter: 'pages/rate/index',
  'service-record': 'pages/rate/index',
  station: 'appointments/matter/index',
  article: 'law/article/index',
} as const;
