export const copy = {
  title: '填写预约',
  step: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
  next: '下一步',
  back: '上一步',

  kept: (minutes: number, until: string) =>
    minutes > 1
      ? `这个时间为您保留到 ${until}，还有 ${minutes} 分钟`
      : `这个时间为您保留到 ${until}，不到 1 分钟了`,
  endedTitle: '保留的时间到了',
  endedText: '您填写的内容都还在。可以再约这个时间，或另选一个。',
  again: '再约这个时间',
  againBusy: '正在看还有没有…',
  other: '另选时间',
  giveUp: '不约了，放弃这个时间',
  giveUpBusy: '正在放弃…',

  matter: '您遇到的是哪一类事情？',
  matterMissing: '请选一类，说不准就选“其他”',

  urgent: '有没有这些急事？',
  urgentNote: '有就勾上，没有直接点“下一步”。',

  forWhom: '为谁咨询',
  forSelf: '为自己',
  forOther: '替家里老人或别人',
  onBehalfOf: '替谁咨询',
  onBehalfOfHint: '称呼就可以，如：母亲',
  onBehalfOfMissing: '请填写替谁咨询，如：母亲',
  consentMissing: '请先看过说明，再选“同意”的一项',
  disagree: '不同意就无法网上预约，可以打服务站电话，或拨打 12348 免费咨询。',
  guideRefused: '没有同意微信的隐私保护指引，不能填写姓名和电话，无法网上预约。',

  case: '想问什么？（可以不填）',
  description: '简单说说事情经过',
  descriptionPlaceholder: '只有您约的律师能看到。请不要写身份证号、银行卡号',
  otherParty: '对方是谁',
  otherPartyHint: '个人或单位的名称。用来避免律师同时为对方服务。',

  check: '请核对',
  name: '姓名',
  phone: '电话',
  about: '事情',
  told: '经过',
  party: '对方',
  attachments: '材料',
  urgency: '急事',
  submit: '确认预约',
  submitting: '正在预约…',
  retry: '再试一次',

  doneTitle: '这个预约已经办好了',
  see: '看这个预约',
};
