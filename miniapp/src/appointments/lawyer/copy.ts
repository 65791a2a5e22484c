export const copy = {
  title: '律师介绍',
  licence: '执业证号',
  firm: '律所',
  specialities: '擅长',
  languages: '语言',
  introduction: '介绍',
  next: '近期有空',
  nothing: '这两周约满了。可以看全部时间，有约满的日子可以排队等候。',
  all: '看全部时间',
  goneTitle: '没有找到这位律师',
  goneText: '可能已经不在这里值班，请另选一位。',
  other: '看其他律师',
};
/** So many of the next free times stand on the page. */
export const nextMax = 6;
