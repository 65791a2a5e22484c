/** What consultations are about (domain rule). */
export const matters = [
  'family',
  'inheritance',
  'labour',
  'housing',
  'neighbours',
  'contract-debt',
  'consumer',
  'traffic',
  'damages',
  'administrative',
  'criminal',
  'other',
] as const;
export type Matter = (typeof matters)[number];

export const matterLabels: Record<Matter, string> = {
  family: '婚姻家庭',
  inheritance: '继承',
  labour: '劳动人事',
  housing: '房屋物业',
  neighbours: '邻里纠纷',
  'contract-debt': '合同债务',
  consumer: '消费维权',
  traffic: '道路交通',
  damages: '损害赔偿',
  administrative: '行政争议',
  criminal: '刑事',
  other: '其他',
};

export const consultModes = ['on-site', 'phone', 'video'] as const;
export type ConsultMode = (typeof consultModes)[number];

export const consultModeLabels: Record<ConsultMode, string> = {
  'on-site': '到现场',
  phone: '打电话',
  video: '视频',
};

/** What a lawyer speaks. */
export const languages = ['mandarin', 'shanghainese', 'cantonese', 'english', 'sign'] as const;
export type Language = (typeof languages)[number];

export const languageLabels: Record<Language, string> = {
  mandarin: '普通话',
  shanghainese: '上海话',
  cantonese: '粤语',
  english: '英语',
  sign: '手语',
};

/**
 * 顾问律师 of a firm advise residents. 公职律师 work for their own unit only and are never offered to residents
 * (domain rule), so there is no word for them here.
 */
export const lawyerKind = 'advisory';
