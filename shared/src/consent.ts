/**
 * What residents are asked to agree to before they give personal data (个人信息保护法 Art. 14, 17), and what they
 * read before. One purpose, one text; a text that changes in meaning gets the next version.
 */
export const consentPurposes = [
  'rating-contact',
  'feedback-contact',
  'appointment',
  'consultation-contact',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export interface PurposeText {
  version: number;
  title: string;
  /** What is collected. */
  collects: string;
  /** What for, and who reads it. */
  why: string;
  /** How long it is kept. */
  keeps: string;
  /** What happens without it. */
  without: string;
  /** How to take the consent back, and what follows. */
  withdrawal: string;
}

/** How long a contact stays after its case is closed, or after it was given where there is no case, in days. */
export const contactKeptDays = 180;

export const purposeTexts: Record<ConsentPurpose, PurposeText> = {
  'rating-contact': {
    version: 1,
    title: '实名评价的联系方式',
    collects: '您填写的姓名和电话。',
    why: '用于就这次评价与您联系、核实情况和回访。只有办理工单的专人和督办人能看到，每次查看都有记录；被评价的窗口人员看不到。',
    keeps: `保存到办结后 ${contactKeptDays} 天；不需要办理的评价，保存到评价后 ${contactKeptDays} 天。到期自动删除。`,
    without: '不填不影响评价，您可以匿名评价，只是我们无法电话答复您。',
    withdrawal:
      '可以随时在“我的数据”里撤回同意。没有在办工单的，马上删除；实名差评依规必须回访，正在办理的，到办结后删除。',
  },
  'feedback-contact': {
    version: 1,
    title: '投诉建议的联系方式',
    collects: '您填写的姓名和电话。',
    why: '用于就这次投诉或建议与您联系。只有办理工单的专人和督办人能看到，每次查看都有记录。',
    keeps: `保存到办结后 ${contactKeptDays} 天，到期自动删除。`,
    without: '不填也可以提交，答复会显示在“我的投诉建议”里。',
    withdrawal: '可以随时在“我的数据”里撤回同意，我们马上删除。',
  },
  appointment: {
    version: 2,
    title: '预约律师的信息',
    collects: '您填写的姓名、电话、事情经过和对方名称，以及您添加的照片和文件。',
    why: '用于安排咨询、核对利益冲突和通知您。事情经过、照片和文件只有您预约的律师能看到；服务站负责人说明理由才能看，每次查看都有记录。',
    keeps: `保存到咨询结束后 ${contactKeptDays} 天，到期自动删除。`,
    without: '没有姓名和电话无法预约；其他可以不填、不加。',
    withdrawal: '可以随时在“我的数据”里撤回同意；还没开始的预约会一并取消。',
  },
  'consultation-contact': {
    version: 1,
    title: '实名评价律师咨询的联系方式',
    collects: '您填写的姓名和电话。',
    why: '用于就这次咨询评价与您联系、核实情况和回访。只有办理工单的专人和督办人能看到，每次查看都有记录；为您咨询的律师看不到。',
    keeps: `保存到办结后 ${contactKeptDays} 天；不需要办理的评价，保存到评价后 ${contactKeptDays} 天。到期自动删除。`,
    without: '不填不影响评价，您可以匿名评价，只是我们无法电话答复您。',
    withdrawal:
      '可以随时在“我的数据”里撤回同意。没有在办工单的，马上删除；实名差评依规必须回访，正在办理的，到办结后删除。',
  },
};

/**
 * Under 14 personal data is taken only with a guardian's consent (个人信息保护法 Art. 31). Then the name and phone
 * given are the guardian's own: nothing about the child is asked.
 */
export const ageGroups = ['14-or-older', 'under-14-with-guardian'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const ageGroupLabels: Record<AgeGroup, string> = {
  '14-or-older': '我已满 14 周岁',
  'under-14-with-guardian': '我是监护人，替未满 14 周岁的孩子填写，留我的姓名和电话',
};

/** Where a piece of personal data stands. `leaves-when-closed`: its deletion is asked for and waits for the case. */
export const holdingStates = ['none', 'held', 'leaves-when-closed', 'erased'] as const;
export type HoldingState = (typeof holdingStates)[number];

export const holdingStateLabels: Record<HoldingState, string> = {
  none: '没有留下',
  held: '保存中',
  'leaves-when-closed': '办结后删除',
  erased: '已删除',
};

/** What of a rating or a feedback its resident can have erased. */
export const erasableParts = ['contact', 'comment'] as const;
export type ErasablePart = (typeof erasableParts)[number];

/** What stays after deletion or closing the account, and why. */
export const keptByLaw: readonly { what: string; why: string }[] = [
  {
    what: '评价的等级、原因和时间',
    why: '政务服务“好差评”要求评价如实计入统计，任何人不得更改或删除。留下的只是不带姓名的数字，无法再认出您。',
  },
  {
    what: '工单的办理过程和答复',
    why: '办理结果要接受监督和考核，按政务服务档案保存。其中您的姓名、电话和您要求删除的留言会去掉，工作人员写的记录和答复保留原文。',
  },
  {
    what: '正在办理的实名差评的联系方式',
    why: '实名差评依规必须回访（《上海市优化营商环境条例》第三十条），办结后马上删除。',
  },
  {
    what: '系统操作记录',
    why: '网络安全法要求日志至少保存六个月。记录里没有姓名、电话和留言。',
  },
];
