export const copy = {
  title: '法律目录',
  lostTitle: '没有这部法律',
  lostText: '可能已经换成了新的版本，请重新查找。',
  laws: '看收录的法律',
  contents: '目录',
  start: '从第一条看起',
  jump: '查条文',
  jumpHint: '写条号，如“1043”，或平常的话',
  appendix: '附件',
  versions: '其他版本',
};
