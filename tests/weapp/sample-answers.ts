import type { AppEndpointId } from '@linli/shared/api/routes.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { articleSamples } from './sample-articles.ts';
import {
  comment,
  counter,
  department,
  handler,
  later,
  ratedAt,
  sampleIds,
  serviceItem,
  tags,
} from './sample-basics.ts';
import { bookingSamples } from './sample-booking.ts';
import { installationSamples } from './sample-installation.ts';
import { lawTextSamples } from './sample-law-texts.ts';
import { oversightSamples } from './sample-oversight.ts';
import { privacySamples } from './sample-privacy.ts';
import { ownTicket, ticketSamples } from './sample-tickets.ts';

const session = {
  accessToken: 'sample-access',
  accessTokenExpiresAt: '2099-01-01T00:00:00.000Z',
  refreshToken: 'sample-refresh',
};
const resident = { kind: 'resident' as const, id: sampleIds.resident };
const staff = {
  kind: 'staff' as const,
  id: sampleIds.handler,
  name: handler.name,
  roles: ['handler' as const],
  department: { id: 'e'.repeat(24), name: department.name },
};
const rating = {
  id: sampleIds.rating,
  grade: 2 as const,
  tags,
  comment,
  anonymous: true,
  counter,
  department: { name: department.name },
  serviceItem,
  createdAt: ratedAt,
  opensTicket: true,
};
const notSupplemented = {
  supplementTo: null,
  supplement: null,
  supplementBy: null,
  commentCheck: { state: 'shown' as const, reason: null },
};
const checkedComment: AnswerOf<'decideComment'> = {
  id: sampleIds.rating,
  text: comment,
  grade: 2,
  counter,
  ratedAt,
  state: 'held',
  reason: null,
  decidedBy: null,
  decidable: true,
};
const notification = {
  id: sampleIds.ticket,
  kind: 'ticket-alert' as const,
  title: '快到期：答复居民',
  text: '工单 20261123-7KQ2 的“答复居民”快到时限，请抓紧办理。',
  subject: { kind: 'ticket' as const, id: sampleIds.ticket },
  at: ratedAt,
  read: false,
};

export { sampleIds };

/** A good answer of each endpoint, enough for any page to be drawn in full. An endpoint without one does not compile. */
export const sampleAnswers: { [Id in AppEndpointId]: AnswerOf<Id> } = {
  signInWithWechat: { ...session, person: resident },
  signInStaff: { ...session, person: staff },
  refreshSession: { ...session, person: resident },
  signOut: undefined,
  whoAmI: resident,
  takePhoneNumber: { phone: '13800001234' },
  scan: {
    kind: 'service-record',
    scene: 'r.sample',
    counter: { ...counter, scanCode: 'A01' },
    department,
    serviceItem,
    servedAt: ratedAt,
    expiresAt: later,
    tagEdition: 1,
  },
  submitRating: rating,
  listCounterRatings: {
    counter,
    department: { name: department.name },
    items: [
      {
        ratedOn: '2026-11-23',
        grade: 2,
        tags,
        supplementTo: null,
        serviceItem,
        servedBy: null,
        comment,
        handling: 'answered',
        finding: 'substantiated',
        excluded: false,
        reply: '已补印材料清单',
        repliedOn: '2026-11-24',
      },
    ],
    nextCursor: null,
  },
  listMyRatings: {
    items: [
      {
        id: sampleIds.rating,
        grade: 2,
        counter,
        department: { name: department.name },
        serviceItem,
        createdAt: ratedAt,
        supplementary: false,
        ticketState: 'accepted',
      },
    ],
    nextCursor: null,
  },
  getMyRating: {
    ...rating,
    ...notSupplemented,
    ticket: { ...ownTicket, state: 'accepted' },
    timeline: [
      { kind: 'rated', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
      { kind: 'accepted', at: later, text: null },
    ],
  },
  supplementRating: rating,
  judgeRating: {
    ...rating,
    ...notSupplemented,
    ticket: { ...ownTicket, state: 'closed', reply: '已改进', outcome: 'solved' },
    timeline: [
      { kind: 'rated', at: ratedAt, text: null },
      { kind: 'assigned', at: ratedAt, text: null },
      { kind: 'accepted', at: later, text: null },
    ],
  },
  listCheckedComments: { items: [checkedComment], nextCursor: null },
  decideComment: { ...checkedComment, state: 'shown', decidedBy: '沈文清' },
  listFailedDeliveries: {
    items: [
      {
        id: sampleIds.ticket,
        title: '有答复了',
        text: '您的评价（工单 20261123-7KQ2）有了答复，请看看是否解决了问题。',
        staffName: null,
        at: ratedAt,
        failedAt: later,
        tries: 10,
        reason: '微信一直没有回应',
      },
    ],
    nextCursor: null,
  },
  deliverAgain: undefined,
  getSubscriptionOffer: { templates: [{ template: 'case-progress', id: 'sample-template' }] },
  answerSubscription: undefined,
  listNotifications: { items: [notification], nextCursor: null, unread: 1 },
  readNotifications: undefined,
  ...articleSamples,
  ...bookingSamples,
  ...oversightSamples,
  ...installationSamples,
  ...privacySamples,
  ...ticketSamples,
  ...lawTextSamples,
};
