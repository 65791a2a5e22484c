import { z } from 'zod';
import {
  adviceMaxLength,
  bringMaxLength,
  caseReasonMaxLength,
  consultationActions,
  consultationKinds,
  recordTextMaxLength,
  referralKinds,
  referralToMaxLength,
  visitStates,
} from '../consultations.ts';
import { consultModes, matters } from '../legal-service.ts';
import { commentMaxLength, tagsMax } from '../limits.ts';
import { ratingEventKinds } from '../rating-timeline.ts';
import { attachmentAnswer } from './appointments.schemas.ts';
import type { consultationRoutes } from './consultations.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import {
  consentField,
  contactField,
  dayField,
  idempotencyKeyField,
  idField,
  nameField,
  phoneField,
  timeField,
} from './fields.ts';
import { judgementBody, residentTicket } from './judgement.ts';
import { gradeField, tagAnswer } from './ratings.schemas.ts';

const params = z.strictObject({ kind: z.enum(consultationKinds), id: idField });
const ownParams = z.strictObject({ id: idField });
const place = z.strictObject({ id: idField, name: z.string() });
const written = (most: number, missing: string) =>
  z.string().trim().min(1, missing).max(most, `最多 ${most} 个字`);

const caseReason = written(caseReasonMaxLength, '请写明为什么要看');

const visit = z.strictObject({
  kind: z.enum(consultationKinds),
  id: idField,
  version: z.int().min(1),
  state: z.enum(visitStates),
  /** Masked; a number in full is asked for. */
  name: z.string(),
  phone: z.string().nullable(),
  matter: z.enum(matters),
  mode: z.enum(consultModes),
  station: place,
  /** Null for a walk-in whom nobody has called yet. */
  lawyer: place.nullable(),
  /** Null for walk-ins. */
  startsAt: timeField.nullable(),
  endsAt: timeField.nullable(),
  /** Null for appointments. */
  number: z.int().nullable(),
  arrivedAt: timeField.nullable(),
  calledAt: timeField.nullable(),
  startedAt: timeField.nullable(),
  endedAt: timeField.nullable(),
  urgent: z.boolean(),
  /** The resident missed several: `asked` until someone has called them. */
  phoneConfirmation: z.enum(['none', 'asked', 'done']),
  /** The lawyer has written the record. */
  recorded: z.boolean(),
  actions: z.array(z.enum(consultationActions)),
});

const referral = z.strictObject({
  kind: z.enum(referralKinds),
  /** Which office, in the lawyer's words. */
  to: z.string().trim().max(referralToMaxLength, `最多 ${referralToMaxLength} 个字`),
  bring: z.string().trim().max(bringMaxLength, `最多 ${bringMaxLength} 个字`),
});

const record = z.strictObject({
  version: z.int().min(1),
  record: z.string(),
  advice: z.string(),
  referral: referral.nullable(),
  by: z.string(),
  at: timeField,
});

const detail = z.strictObject({
  ...visit.shape,
  /** `with-reason`: the reader must say why first. */
  caseReadable: z.enum(['yes', 'with-reason', 'no']),
  contactReadable: z.boolean(),
  /** The reader may write the record now. */
  recordable: z.boolean(),
  /** Of a video consultation, for the lawyer. */
  videoLink: z.string().nullable(),
});

/** A resident's own rating of a consultation, with what has been done about it. */
export const ownConsultationRating = z.strictObject({
  grade: gradeField,
  tags: z.array(tagAnswer),
  /** Null when none was written, or its writer has had it erased. */
  comment: z.string().nullable(),
  anonymous: z.boolean(),
  createdAt: timeField,
  ticket: residentTicket.nullable(),
  /** What has happened, oldest first. Internal notes and names of staff are not in it. */
  timeline: z.array(
    z.strictObject({ kind: z.enum(ratingEventKinds), at: timeField, text: z.string().nullable() }),
  ),
});

/** What the lawyer advised, for the resident. */
export const adviceAnswer = z.strictObject({
  text: z.string(),
  referral: referral.nullable(),
  by: z.string(),
  at: timeField,
});

const ownConsultation = z.strictObject({
  id: idField,
  lawyer: z.string(),
  matter: z.enum(matters).nullable(),
  finishedAt: timeField.nullable(),
  /** Null until the lawyer has written it. */
  advice: adviceAnswer.nullable(),
  /** Until when it can be rated; null when it cannot, or has been. */
  ratableUntil: timeField.nullable(),
  rating: ownConsultationRating.nullable(),
});

const ratingCommon = {
  grade: gradeField,
  tags: z
    .array(z.string().max(8))
    .max(tagsMax)
    .refine((codes) => new Set(codes).size === codes.length, '同一个原因请只选一次'),
  comment: z.string().trim().max(commentMaxLength, `意见最多 ${commentMaxLength} 个字`).optional(),
  idempotencyKey: idempotencyKeyField,
};

/** Anonymous, or with a name and number so that somebody can call back. */
const ratingBody = z.discriminatedUnion('anonymous', [
  z.strictObject({ ...ratingCommon, anonymous: z.literal(true) }),
  z.strictObject({
    ...ratingCommon,
    anonymous: z.literal(false),
    contact: contactField,
    /** To the purpose `consultation-contact`. */
    consent: consentField.optional(),
  }),
]);

const count = z.int().min(0);
const figures = {
  /** Consultations that took place, by how. */
  finished: z.strictObject({ 'on-site': count, phone: count, video: count, walkIn: count }),
  missed: count,
  byGrade: z.strictObject({ 5: count, 4: count, 3: count, 2: count, 1: count }),
  /** 好评率: `part` of `of`; a confirmed finding against a rating takes it out. */
  good: z.strictObject({ part: count, of: count, rate: z.number().nullable(), small: z.boolean() }),
  excluded: count,
};

export const consultationSchemas = {
  getConsultationDay: {
    query: z.strictObject({
      /** Left out: of the lawyer who asks, or the first station of who is no lawyer. */
      station: idField.optional(),
      /** Today, when left out. */
      day: dayField.optional(),
    }),
    answer: z.strictObject({
      day: dayField,
      asOf: timeField,
      /** Null: the day of the lawyer who asks. */
      station: place.nullable(),
      /** The stations whose day the reader may see. */
      stations: z.array(place),
      /** The reader has a day of their own. */
      ownDay: z.boolean(),
      /** The stations where the day takes place: where one is checked in and walks in. */
      places: z.array(place),
      /** Who advises on the day. */
      lawyers: z.array(place),
      /** By time; walk-ins by number after them. */
      visits: z.array(visit),
    }),
    errors: ['not-found'],
  },
  checkIn: {
    body: z.strictObject({
      code: z.string().regex(/^\d{6}$/, '签到码是六位数字'),
      /** As the scanned code names it. */
      appointment: idField.optional(),
    }),
    answer: visit,
    errors: ['check-in-code-unknown', 'check-in-code-ambiguous', 'consultation-action-not-allowed'],
  },
  addWalkIn: {
    body: z.strictObject({
      station: idField,
      name: nameField,
      phone: phoneField.optional(),
      matter: z.enum(matters),
      /** Asked for by name; left out: whoever is free first. */
      lawyer: idField.optional(),
      idempotencyKey: idempotencyKeyField,
    }),
    answer: visit,
    status: 201,
    errors: ['not-found', 'idempotency-key-reused'],
  },
  callNext: {
    body: z.strictObject({
      station: idField,
      /** Left out: the lawyer who asks. */
      lawyer: idField.optional(),
    }),
    answer: visit,
    errors: ['not-found', 'nobody-waiting'],
  },
  getConsultation: { params, answer: detail, errors: ['not-found'] },
  actOnConsultation: {
    params,
    body: z.strictObject({
      action: z.enum(consultationActions),
      version: z.int().min(1),
      /** Who takes a walk-in, where it is not the lawyer who asks. */
      lawyer: idField.optional(),
    }),
    answer: visit,
    errors: ['not-found', 'consultation-changed', 'consultation-action-not-allowed'],
  },
  getConsultationContact: {
    params,
    answer: contactField.extend({ phone: z.string() }),
    errors: ['not-found', 'not-allowed', 'contact-masked'],
  },
  readConsultationCase: {
    params,
    body: z.strictObject({ reason: caseReason.optional() }),
    answer: z.strictObject({
      description: z.string().nullable(),
      otherParty: z.string().nullable(),
      onBehalfOf: z.string().nullable(),
      attachments: z.array(attachmentAnswer),
      /** Null until the lawyer has written it. */
      record: record.nullable(),
    }),
    errors: ['not-found', 'not-allowed', 'reason-needed'],
  },
  getConsultationAttachment: {
    params: z.strictObject({ ...params.shape, attachmentId: idField }),
    query: z.strictObject({ reason: caseReason.optional() }),
    errors: ['not-found', 'not-allowed', 'reason-needed', 'file-lost'],
  },
  writeConsultationRecord: {
    params,
    body: z.strictObject({
      /** Of the record that was seen; 0 for the first. */
      version: z.int().min(0),
      record: written(recordTextMaxLength, '请写咨询记录'),
      advice: written(adviceMaxLength, '请写给居民的建议'),
      referral: referral.optional(),
    }),
    answer: record,
    errors: ['not-found', 'not-allowed', 'consultation-changed', 'consultation-action-not-allowed'],
  },
  getConsultationFigures: {
    query: z.strictObject({ from: dayField, to: dayField }),
    answer: z.strictObject({
      from: dayField,
      to: dayField,
      minSample: z.int(),
      total: z.strictObject(figures),
      /** A lawyer sees their own row alone; nobody is ranked. */
      rows: z.array(z.strictObject({ lawyer: place, ...figures })),
    }),
  },
  getMyConsultation: { params: ownParams, answer: ownConsultation, errors: ['not-found'] },
  rateConsultation: {
    params: ownParams,
    body: ratingBody,
    answer: ownConsultation,
    status: 201,
    errors: [
      'not-found',
      'consultation-not-ratable',
      'already-rated',
      'tags-not-of-grade',
      'consent-needed',
      'idempotency-key-reused',
    ],
  },
  judgeConsultation: {
    params: ownParams,
    body: judgementBody,
    answer: ownConsultation,
    errors: ['not-found', 'judgement-not-open', 'idempotency-key-reused'],
  },
} as const satisfies SchemasFor<typeof consultationRoutes>;
