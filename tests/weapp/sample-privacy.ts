import type { AnswerOf } from '@linli/shared/api/types.ts';
import { consentPurposes, keptByLaw, purposeTexts } from '@linli/shared/consent.ts';
import { comment, counter, later, ratedAt, type Samples, sampleIds } from './sample-basics.ts';
import { appointment } from './sample-booking.ts';
import { ownTicket } from './sample-tickets.ts';

const feedback = {
  id: sampleIds.feedback,
  kind: 'fault' as const,
  text: '提交评价以后一直在转圈。',
  createdAt: ratedAt,
};
const holding: AnswerOf<'correctMyContact'> = {
  kind: 'rating',
  id: sampleIds.rating,
  title: `${counter.code} ${counter.name}`,
  at: ratedAt,
  contact: { name: '王**', phone: '138****0000' },
  ofGuardian: false,
  contactState: 'held',
  correctable: true,
  excerpt: comment,
  commentState: 'held',
  ticketState: 'accepted',
};
const legalText = {
  version: '1.0',
  effectiveFrom: '2026-01-01',
  sections: [{ title: '我们是谁', paragraphs: ['由古美路街道办事处运营。'] }],
};

export const privacySamples = {
  submitFeedback: feedback,
  listMyFeedback: {
    items: [
      { id: feedback.id, kind: 'fault', excerpt: feedback.text, createdAt: ratedAt, ticketState: 'assigned' },
    ],
    nextCursor: null,
  },
  getMyFeedback: {
    ...feedback,
    ticket: { ...ownTicket, state: 'assigned' },
    timeline: [
      { kind: 'sent', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
    ],
  },
  judgeFeedback: {
    ...feedback,
    ticket: { ...ownTicket, state: 'closed', reply: '已改进', outcome: 'solved' },
    timeline: [
      { kind: 'sent', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
    ],
  },
  getMyData: {
    account: { id: sampleIds.resident, createdAt: ratedAt },
    ratings: 1,
    feedback: 1,
    consultations: 1,
    consents: [
      { purpose: 'rating-contact', givenAt: ratedAt, held: 1, waiting: 0 },
      { purpose: 'feedback-contact', givenAt: null, held: 0, waiting: 0 },
    ],
    keptByLaw: [...keptByLaw],
  },
  exportMyData: {
    madeAt: later,
    account: { id: sampleIds.resident, wechatOpenid: 'sample-openid', createdAt: ratedAt },
    sessions: [],
    ratings: [],
    feedback: [],
    favourites: [],
    verdicts: [],
    quizzes: [],
    appointments: [{ ...appointment, advice: null }],
    waits: [],
    consultationRatings: [],
    messages: [],
    reminders: [],
    notes: [],
  },
  listMyHoldings: { items: [holding], nextCursor: null },
  correctMyContact: holding,
  eraseMyData: { ...holding, contact: null, contactState: 'erased', correctable: false },
  withdrawConsent: { purpose: 'rating-contact', givenAt: null, held: 0, waiting: 1 },
  closeAccount: { waiting: 0 },
  getLegal: {
    operator: {
      name: '古美路街道办事处',
      department: '司法所',
      phone: '021-64120000',
      address: '上海市闵行区',
      filingNumber: null,
    },
    legalAid: { name: '闵行区法律援助中心', phone: '021-64120002' },
    privacyPolicy: legalText,
    serviceTerms: legalText,
    purposes: consentPurposes.map((id) => ({ id, ...purposeTexts[id] })),
  },
} satisfies Samples;
