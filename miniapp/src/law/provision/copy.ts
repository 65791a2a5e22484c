export const copy = {
  title: '法律原文',
  lostTitle: '没有这一条',
  lostText: '这部法律可能已经换成了新的版本，请重新查找。',
  laws: '看收录的法律',
  previous: (label: string) => `上一条：${label}`,
  next: (label: string) => `下一条：${label}`,
  contents: '看这部法律的目录',
  notCurrent: (day: string) => `这是旧的版本。现行的版本从${day}起施行。`,
  current: '看现行的版本',
  noLonger: '这部法律已经不再施行。',
};
