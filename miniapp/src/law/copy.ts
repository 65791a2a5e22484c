export const copy = {
  minutes: (minutes: number) => `约 ${minutes} 分钟读完`,
  basis: '法律依据',
  basisNote: '点条文编号看原文。',
  lawNamed: (name: string) => `《${name}》`,
  inForce: '现行有效',
  notInForce: '已失效或已修改',
  heldFrom: (day: string) => `${day}起施行`,
  articleOf: (law: string, label: string) => `${law}${label}，看原文`,
  pager: { next: '看后面的', previous: '回到前面的', loading: '正在打开…' },
};
