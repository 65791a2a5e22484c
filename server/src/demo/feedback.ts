import type { BodyOf } from '@linli/shared/api/types.ts';
import type { ActionStep, DemoJudgement } from './ratings.ts';

/** What a resident said about the app in the story, and what came of it. */
export interface DemoFeedback {
  workingDaysAgo: number;
  resident: string;
  said: Pick<BodyOf<'submitFeedback'>, 'kind' | 'text' | 'contact'>;
  /** What the handler has done so far, an hour and a half apart. */
  handling?: ActionStep[];
  /** What the resident said of it. */
  judgement?: DemoJudgement;
}

/** Told oldest first, after the ratings. */
export const demoFeedback: DemoFeedback[] = [
  {
    workingDaysAgo: 6,
    resident: 'wang',
    said: { kind: 'suggestion', text: '字能不能再大一点？老花镜戴着也要凑近看。' },
    handling: [
      { action: 'accept' },
      { action: 'conclude', finding: 'adopted', text: '已有大字版，但入口不明显，改到首页。' },
      {
        action: 'reply',
        text: '谢谢您的建议。首页有“大字版”开关，打开后所有页面的字和按钮都会变大。',
      },
    ],
    judgement: { solved: true },
  },
  {
    workingDaysAgo: 1,
    resident: 'chen',
    said: {
      kind: 'fault',
      text: '在地下一层大厅扫码以后一直打不开，上了一楼才好。',
      contact: { name: '陈建国', phone: '13800005678' },
    },
    handling: [{ action: 'accept' }],
  },
];
