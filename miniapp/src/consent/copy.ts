import type { AgeGroup } from '@linli/shared/consent.ts';
import { ageGroupLabels } from '@linli/shared/consent.ts';

export const copy = {
  leave: '留下姓名和电话',
  collects: '填什么',
  why: '做什么用',
  keeps: '存多久',
  without: '不填呢',
  withdrawal: '想撤回',
  consent: '看过以后，请选一项',
  agree: (ageGroup: AgeGroup) => `同意，${ageGroupLabels[ageGroup]}`,
  disagree: '不同意，就关掉上面的“留下姓名和电话”。未满 14 周岁、监护人不在身边的，也请关掉。',
  guide: '隐私保护指引',
  guideTitle: '请先看隐私保护指引',
  guideText: '这一步会用到您的个人信息。请看过隐私保护指引，再决定是否同意。不同意也可以使用其他功能。',
  guideAgree: '同意',
  guideRefuse: '不同意',
  guideRefused: '没有同意微信的隐私保护指引，不能留下姓名和电话。不留也可以提交。',
  consentMissing: '请先选“同意”的一项，或关掉“留下姓名和电话”',
  name: (ofGuardian: boolean) => (ofGuardian ? '监护人姓名' : '姓名'),
  phone: (ofGuardian: boolean) => (ofGuardian ? '监护人电话' : '电话'),
  phoneHint: '手机号，或带区号的座机号',
  nameMissing: '请填写姓名',
  phoneWrong: '请填写正确的手机号或带区号的座机号',
  policy: '隐私政策',
  terms: '服务条款',
};
