export const copy = {
  unassigned: '待分派',
  feedback: (kind: string) => `对本应用的${kind}`,
  openedAt: (time: string) => `${time} 收到`,
};
