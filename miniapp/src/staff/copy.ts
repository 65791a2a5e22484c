export const copy = {
  unassigned: '待分派',
  feedback: (kind: string) => `对本应用的${kind}`,
  supplement: (counter: string) => `追评：${counter}`,
  consultation: (lawyer: string) => `${lawyer}律师的咨询`,
  openedAt: (time: string) => `${time} 收到`,
};
