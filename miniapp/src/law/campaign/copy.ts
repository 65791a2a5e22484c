export const copy = {
  title: '专题',
  lostTitle: '没有这个专题',
  lostText: '可能已经结束，或链接不完整。',
  campaigns: '看别的专题',
  when: (span: string) => `时间：${span}`,
  allArticles: '看这个专题的全部文章',
  questions: (count: number) => `${count} 道题`,
  book: (matter: string) => `约律师谈${matter}`,
  free: '免费咨询，到现场、打电话或视频都可以。',
};
