import { purposeTexts } from '@linli/shared/consent.ts';

/** Said before name and number are asked for; what is sent names its version. */
const purpose = purposeTexts['rating-contact'];

export const copy = {
  title: '评价服务',
  servedAt: (time: string) => `${time} 办理`,
  question: '这次办事，您满意吗？',
  questionHint: '选一张最符合您感受的脸，评不评、怎么评都由您。',
  grades: '满意程度',
  tags: '是因为什么？',
  tagsHint: '可以多选，也可以不选',
  comment: '还想说的话（可不填）',
  commentPlaceholder: '请不要写身份证号、银行卡号等私人信息',
  realName: '留下姓名和电话',
  realNameOff: '现在是匿名评价，窗口人员不会知道您是谁',
  realNameOn: `${purpose.why}${purpose.keeps}留下即表示您已满 14 周岁，并同意这样使用；未满 14 周岁请匿名评价。`,
  name: '姓名',
  phone: '电话',
  phoneHint: '手机号，或带区号的座机号',
  submit: '提交评价',
  submitting: '正在提交…',
  retry: '再提交一次',
  gradeMissing: '请先选一张脸',
  nameMissing: '请填写姓名，或关掉“留下姓名和电话”',
  phoneWrong: '请填写正确的手机号或带区号的座机号',
  kept: '您填写的内容都还在。',
  myRatings: '看我的评价',
  home: '回到首页',
  otherCode: '改用窗口编号',
  retryOpen: '重试',
};
