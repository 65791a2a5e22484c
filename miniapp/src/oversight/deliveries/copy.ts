export const copy = {
  title: '没送达的消息',
  list: '没送达的消息',
  intro: '这些消息没能发到微信或工作群，系统已不再尝试。收件人在“消息”里仍能看到。',
  empty: '消息都送达了',
  emptyText: '发不出去的消息会列在这里。',
  resident: '居民',
  to: (name: string, tries: number) => `收件人：${name}，试过 ${tries} 次`,
  again: '再发一次',
  sending: '正在安排…',
  pager: { next: '查看更早的', previous: '回到较新的', loading: '正在打开…' },
};
