import type { WechatFault } from '../../platform/wechat/index.ts';

/** Why a message was given up, for who can do something about it. */
export const faultWords: Record<WechatFault, string> = {
  unavailable: '微信一直没有回应',
  limited: '微信限制了发送次数',
  'token-refused': '微信不认这个小程序的凭证，请检查密钥',
  'code-invalid': '微信不认这个代码',
  'account-refused': '微信认为收件人的账号有风险',
  'not-consented': '收件人没有同意接收',
  'field-wrong': '消息内容不合模板的要求，请检查模板的字段设置',
  'visit-too-old': '收件人很久没有打开小程序',
  'person-unknown': '微信没有这个收件人',
  misconfigured: '微信拒绝了，请检查模板编号、页面和后台设置',
};

export const unknownFault = '系统出错，请查看日志';
