import { z } from 'zod';
import { verdictReasons } from '../articles.ts';
import { ageGroups, consentPurposes, erasableParts, holdingStates } from '../consent.ts';
import { residentTicketStates } from '../resident-view.ts';
import { subscribableKinds } from '../subscriptions.ts';
import { ticketKinds } from '../ticket-life-cycle.ts';
import { appointmentDetail, wait } from './appointments.schemas.ts';
import { adviceAnswer, ownConsultationRating } from './consultations.schemas.ts';
import type { SchemasFor } from './endpoint.ts';
import { feedbackSchemas } from './feedback.schemas.ts';
import { contactField, idField, pageOf, pageQuery, timeField } from './fields.ts';
import type { privacyRoutes } from './privacy.routes.ts';
import { ratingSchemas } from './ratings.schemas.ts';

const kindParam = z.enum(ticketKinds);

/** The consent to one purpose, over all that was given for it. */
const consentAnswer = z.strictObject({
  purpose: z.enum(consentPurposes),
  /** The newest consent that still stands; null when there is none. */
  givenAt: timeField.nullable(),
  /** Contacts held under it. */
  held: z.int(),
  /** Contacts whose deletion was asked for and waits until an open ticket is closed. */
  waiting: z.int(),
});

/** The personal data in one rating or feedback. */
const holdingAnswer = z.strictObject({
  kind: z.enum(ticketKinds),
  id: idField,
  /** What it is about: the counter that was rated, or the kind of feedback. */
  title: z.string(),
  at: timeField,
  /** Masked. */
  contact: z.strictObject({ name: z.string(), phone: z.string() }).nullable(),
  /** The contact is that of a guardian. */
  ofGuardian: z.boolean(),
  contactState: z.enum(holdingStates),
  /** True while the contact can be corrected. */
  correctable: z.boolean(),
  /** The first characters of what was written. */
  excerpt: z.string().nullable(),
  commentState: z.enum(holdingStates),
  ticketState: z.enum(residentTicketStates).nullable(),
});

const exportedCommon = {
  /** In full: it is theirs. Null when none was given or it has been erased. */
  contact: z.strictObject({ ...contactField.shape, ofGuardian: z.boolean() }).nullable(),
  consent: z.strictObject({ version: z.int(), ageGroup: z.enum(ageGroups), at: timeField }).nullable(),
  contactState: z.enum(holdingStates),
  commentState: z.enum(holdingStates),
};

const exportAnswer = z.strictObject({
  madeAt: timeField,
  account: z.strictObject({ id: idField, wechatOpenid: z.string(), createdAt: timeField }),
  sessions: z.array(z.strictObject({ beganAt: timeField, refreshedAt: timeField, expiresAt: timeField })),
  ratings: z.array(z.strictObject({ ...ratingSchemas.getMyRating.answer.shape, ...exportedCommon })),
  feedback: z.array(z.strictObject({ ...feedbackSchemas.getMyFeedback.answer.shape, ...exportedCommon })),
  favourites: z.array(z.strictObject({ articleId: idField, title: z.string().nullable(), at: timeField })),
  /** What was said of articles; a title is null once the article is archived. */
  verdicts: z.array(
    z.strictObject({
      articleId: idField,
      title: z.string().nullable(),
      useful: z.boolean(),
      reasons: z.array(z.enum(verdictReasons)),
      word: z.string().nullable(),
      at: timeField,
    }),
  ),
  quizzes: z.array(
    z.strictObject({ title: z.string(), total: z.int(), answered: z.int(), right: z.int(), at: timeField }),
  ),
  /** Newest first, with what the lawyer advised. */
  appointments: z.array(z.strictObject({ ...appointmentDetail.shape, advice: adviceAnswer.nullable() })),
  /** The newest places on the waitlist. */
  waits: z.array(wait),
  consultationRatings: z.array(
    z.strictObject({ lawyer: z.string(), ...ownConsultationRating.shape, ...exportedCommon }),
  ),
  /** What they were told here, newest first. */
  messages: z.array(
    z.strictObject({ title: z.string(), text: z.string(), at: timeField, read: z.boolean() }),
  ),
  /** What they said when they were asked whether WeChat may tell them, newest first. */
  reminders: z.array(
    z.strictObject({ about: z.enum(subscribableKinds), accepted: z.boolean(), at: timeField }),
  ),
  /** What is held beyond this, in words. */
  notes: z.array(z.string()),
});

export const privacySchemas = {
  getMyData: {
    answer: z.strictObject({
      account: z.strictObject({ id: idField, createdAt: timeField }),
      /** How many there are. */
      ratings: z.int(),
      feedback: z.int(),
      /** Ratings of consultations. */
      consultations: z.int(),
      /** One for each purpose there is. */
      consents: z.array(consentAnswer),
      /** What stays after deletion or closing the account, and why. */
      keptByLaw: z.array(z.strictObject({ what: z.string(), why: z.string() })),
    }),
  },
  exportMyData: { answer: exportAnswer, errors: ['too-many-requests'] },
  listMyHoldings: {
    params: z.strictObject({ kind: kindParam }),
    query: z.strictObject(pageQuery),
    answer: pageOf(holdingAnswer),
  },
  correctMyContact: {
    params: z.strictObject({ kind: kindParam, id: idField }),
    body: z.strictObject({ contact: contactField }),
    answer: holdingAnswer,
    errors: ['not-found', 'contact-not-correctable'],
  },
  /** Asking again for what is erased already, or was never given, changes nothing. */
  eraseMyData: {
    params: z.strictObject({ kind: kindParam, id: idField }),
    body: z.strictObject({ parts: z.array(z.enum(erasableParts)).min(1).max(erasableParts.length) }),
    answer: holdingAnswer,
    errors: ['not-found'],
  },
  withdrawConsent: { params: z.strictObject({ purpose: z.enum(consentPurposes) }), answer: consentAnswer },
  closeAccount: {
    body: z.strictObject({
      /** Also erase what the resident wrote in ratings and feedback. */
      eraseComments: z.boolean(),
    }),
    answer: z.strictObject({
      /** Ratings and feedback whose open tickets still need something; it is erased when they are closed. */
      waiting: z.int(),
    }),
  },
} as const satisfies SchemasFor<typeof privacyRoutes>;
