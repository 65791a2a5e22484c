import type { BodyOf } from '@linli/shared/api/types.ts';
import type { Grade } from '@linli/shared/grades.ts';

/** A step of a handler, without the version that the story fills in. */
export type ActionStep =
  BodyOf<'actOnTicket'> extends infer Body ? (Body extends unknown ? Omit<Body, 'version'> : never) : never;

/** What a resident says of the handling, without the key that the story fills in. */
export type DemoJudgement =
  BodyOf<'judgeRating'> extends infer Body
    ? Body extends unknown
      ? Omit<Body, 'idempotencyKey'>
      : never
    : never;

/** One service in the story: what was served, what the resident said, and what came of it. */
export interface DemoRating {
  workingDaysAgo: number;
  resident: string;
  counter: string;
  serviceItem: string;
  grade: Grade;
  tags: string[];
  comment?: string;
  contact?: { name: string; phone: string };
  /** What the handler has done so far, an hour and a half apart. */
  handling?: ActionStep[];
  /** What the resident said of it. */
  judgement?: DemoJudgement;
}

/** Told oldest first. All names and numbers are invented. */
export const demoRatings: DemoRating[] = [
  {
    workingDaysAgo: 9,
    resident: 'wang',
    counter: 'A04',
    serviceItem: 'social-security-card',
    grade: 2,
    tags: ['208', '210'],
    comment: '补办社保卡跑了两趟，第一次没人告诉我要带照片回执。',
    contact: { name: '王秀兰', phone: '13800001234' },
    handling: [
      { action: 'accept' },
      { action: 'contact', how: 'phone', reached: true, text: '电话联系王女士，约定三天内答复。' },
      { action: 'note', text: '已调看 A04 窗口当日监控，首次接待时确未提供材料清单。' },
      {
        action: 'conclude',
        finding: 'substantiated',
        text: '情况属实。窗口已补印材料清单，并向经办人员做了提醒。',
      },
      {
        action: 'reply',
        text: '王阿姨您好，您反映的情况属实，让您多跑了一趟，我们向您道歉。窗口现已摆放材料清单，经办人员也做了培训。',
      },
    ],
    judgement: { solved: true },
  },
  {
    workingDaysAgo: 8,
    resident: 'li',
    counter: 'A01',
    serviceItem: 'residence-permit',
    grade: 5,
    tags: ['510', '517'],
  },
  {
    workingDaysAgo: 7,
    resident: 'zhao',
    counter: 'A05',
    serviceItem: 'medical-reimbursement',
    grade: 4,
    tags: ['411', '413'],
    comment: '一次就办好了，谢谢。',
  },
  {
    workingDaysAgo: 5,
    resident: 'liu',
    counter: 'A06',
    serviceItem: 'unemployment',
    grade: 1,
    tags: ['113'],
    comment: '在三个窗口之间来回跑，每个人说的都不一样。',
    handling: [
      { action: 'accept' },
      {
        action: 'conclude',
        finding: 'partly-substantiated',
        text: '部分属实：其中一次系申请人走错楼层，另一次为窗口指引有误。',
      },
      {
        action: 'reply',
        text: '您好，经核实，窗口指引确有不清楚的地方，我们已更新指引牌，并安排引导员在大厅值守。给您添麻烦了。',
      },
    ],
  },
  {
    workingDaysAgo: 4,
    resident: 'li',
    counter: 'A08',
    serviceItem: 'senior-allowance',
    grade: 5,
    tags: ['515'],
  },
  {
    workingDaysAgo: 3,
    resident: 'wang',
    counter: 'A08',
    serviceItem: 'senior-allowance',
    grade: 2,
    tags: ['214'],
    comment: '说话太快，我耳朵不好，多问两句就不耐烦。',
    contact: { name: '王秀兰', phone: '13800001234' },
    handling: [
      { action: 'accept' },
      {
        action: 'contact',
        how: 'phone',
        reached: true,
        text: '已电话联系，老人希望窗口备一副老花镜和写字板。',
      },
    ],
  },
  {
    workingDaysAgo: 2,
    resident: 'chen',
    counter: 'A02',
    serviceItem: 'birth-registration',
    grade: 3,
    tags: ['309'],
  },
  {
    workingDaysAgo: 1,
    resident: 'chen',
    counter: 'A03',
    serviceItem: 'public-housing',
    grade: 1,
    tags: ['109'],
    comment: '办事指南上没写要收入证明，到了窗口才说。',
  },
  {
    workingDaysAgo: 1,
    resident: 'liu',
    counter: 'A07',
    serviceItem: 'residence-permit',
    grade: 2,
    tags: ['209', '212'],
    comment: '网上约好了时间，到了还要重新取号，等了一个小时。',
  },
];

/** Services just finished and not yet rated: each prints a dynamic code. */
export const demoOpenServices = [
  { counter: 'A01', serviceItem: 'residence-permit' },
  { counter: 'A05', serviceItem: 'medical-insurance' },
  { counter: 'A08', serviceItem: 'pension-check' },
];
