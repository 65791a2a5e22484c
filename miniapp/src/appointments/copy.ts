/** What several pages of the appointments say. */
export const copy = {
  time: '时间',
  mode: '方式',
  lawyer: '律师',
  place: '地点',
  matter: '事情',

  photoOf: (name: string) => `${name}律师的照片`,

  emergency: '情况紧急，请先打电话',
  emergencyNote: '预约照常可以办。服务站会马上看到您的情况。',
  dial: (number: string, what: string) => `拨打 ${number}，${what}`,

  refused: '这个时间没有约上',
  otherTimes: '附近还有这些时间，点一下就可以选',
  noOtherTimes: '附近没有别的空位了。',
  queue: '排队等候',
  queueNote: '有人取消时，我们通知您，并为您保留 30 分钟。',
  queueing: '正在排队…',
  queued: (ahead: number) =>
    ahead === 0
      ? '已经排上队，您排在第一位。有空位会通知您。'
      : `已经排上队，前面还有 ${ahead} 位。有空位会通知您。`,
  mine: '看我的预约',
  calendarTitle: (mode: string) => `律师咨询（${mode}）`,
  otherLawyer: '换一位律师',
  legalAid: '拨打 12348，法律援助热线',
  kept: '您填写的内容都还在。',
};
