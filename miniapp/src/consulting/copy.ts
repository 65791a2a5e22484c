/** What several pages of the consultations say. */
export const copy = {
  walkIn: (number: number) => `${number} 号`,
  unnamed: '没有留姓名',
  lawyer: (name: string) => `${name}律师`,
  states: {
    booked: '还没到',
    arrived: '在等',
    serving: '咨询中',
    finished: '已结束',
    'no-show': '没有来',
  },
  called: '已叫号',
  urgent: '紧急',
  toConfirm: '请电话确认',
  confirmed: '已电话确认',
  recorded: '已写记录',
  action: {
    arrive: '签到',
    confirm: '已打过电话，居民会来',
    call: '叫号',
    start: '开始咨询',
    finish: '结束咨询',
    'no-show': '没有来',
  },
  callAgain: '再叫一次',
  busy: '正在处理…',
};
