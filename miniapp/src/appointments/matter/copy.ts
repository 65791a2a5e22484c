import type { Matter } from '@linli/shared/legal-service.ts';

export const copy = {
  title: '约律师',
  question: '您遇到的是哪一类事情？',
  note: '咨询免费。说不准就选“其他”。',
  atStation: '接下来先看这个服务站的时间，也可以换别的地方。',
  mine: '我的预约',
  mineNote: '看时间、地点和签到码，取消、改期',
};

/** What each matter is about, in the words of those who have it. */
export const examples: Record<Matter, string> = {
  family: '结婚、离婚、抚养、赡养',
  inheritance: '遗嘱、分遗产',
  labour: '工资、工伤、辞退',
  housing: '买卖、租房、物业',
  neighbours: '漏水、噪音、通行',
  'contract-debt': '借钱、欠款、合同',
  consumer: '退货、假货、预付卡',
  traffic: '撞车、定责、赔偿',
  damages: '受伤、财物被损坏',
  administrative: '处罚、拆迁、信息公开',
  criminal: '报案、被拘留、被骗',
  other: '不知道属于哪一类',
};
