import { z } from 'zod';
import { appointmentStates, urgencies, waitlistStates } from '../appointments.ts';
import { attachmentKinds } from '../files.ts';
import { consultModes, languages, matters } from '../legal-service.ts';
import { caseTextMaxLength, onBehalfOfMaxLength, otherPartyMaxLength } from '../limits.ts';
import type { appointmentRoutes } from './appointments.routes.ts';
import type { SchemasFor } from './endpoint.ts';
import {
  consentField,
  contactField,
  dayField,
  idempotencyKeyField,
  idField,
  pageOf,
  pageQuery,
  timeField,
} from './fields.ts';

const params = z.strictObject({ id: idField });
const attachmentParams = z.strictObject({ id: idField, attachmentId: idField });

/** What a resident has added for the lawyer. */
export const attachmentAnswer = z.strictObject({
  id: idField,
  kind: z.enum(attachmentKinds),
  /** In bytes. */
  size: z.int(),
});

const matter = z.enum(matters);
const mode = z.enum(consultModes);

const station = z.strictObject({
  id: idField,
  /** As its printed code names it; empty for one that is not there any more. */
  code: z.string(),
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  /** When it is open, in words. */
  hours: z.string().nullable(),
  /** Degrees, GCJ-02. */
  location: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
});

const slot = z.strictObject({
  lawyer: z.strictObject({ id: idField, name: z.string(), firm: z.string() }),
  station: z.strictObject({ id: idField, name: z.string() }),
  mode,
  startsAt: timeField,
  endsAt: timeField,
});

const openSlot = z.strictObject({
  ...slot.shape,
  seats: z.int().min(1),
  /** None: full, one can wait for it. */
  free: z.int().min(0),
});

const lawyer = z.strictObject({
  id: idField,
  name: z.string(),
  firm: z.string(),
  licenceNumber: z.string(),
  specialities: z.array(matter),
  languages: z.array(z.enum(languages)),
  introduction: z.string(),
  /** Says that there is a picture, and changes with it. */
  photo: z.string().nullable(),
  /** The first slot that can be booked; null when there is none within the horizon. */
  next: openSlot.nullable(),
});

const dayOfSlots = z.strictObject({ day: dayField, free: z.int().min(0), slots: z.array(openSlot) });

const span = {
  /** The first and the last day; today and the end of the horizon when left out. */
  from: dayField.optional(),
  to: dayField.optional(),
};

const wantedSlot = { lawyerId: idField, startsAt: timeField };

const alternatives = 'details: { alternatives: up to three free slots near the one that was wanted }';

const appointmentRow = z.strictObject({
  id: idField,
  state: z.enum(appointmentStates),
  slot,
  /** Null while it is held or offered. */
  matter: matter.nullable(),
  /** The closed appointment that this one stands for. */
  insteadOf: idField.nullable(),
  /** When a hold or an offer ends by itself. */
  expiresAt: timeField.nullable(),
});

/** An appointment of one's own, whole. */
export const appointmentDetail = z.strictObject({
  ...appointmentRow.shape,
  version: z.int().min(1),
  station,
  /** As the resident gave them; null while it is held or offered, and once it has been erased. */
  given: z
    .strictObject({
      ...contactField.shape,
      description: z.string().nullable(),
      otherParty: z.string().nullable(),
      onBehalfOf: z.string().nullable(),
      attachments: z.array(attachmentAnswer),
    })
    .nullable(),
  /** Attachments can be added and removed: until the consultation is over. */
  attachable: z.boolean(),
  urgent: z.boolean(),
  /** Of an appointment that the station had to close: why, and what is there instead. */
  closure: z
    .strictObject({
      reason: z.string(),
      /** A seat that is kept, or has been confirmed. */
      instead: z
        .strictObject({
          id: idField,
          state: z.enum(appointmentStates),
          slot,
          expiresAt: timeField.nullable(),
        })
        .nullable(),
      /** The nearest free slots; none once another appointment has been made instead. */
      alternatives: z.array(openSlot),
    })
    .nullable(),
  /** Six digits to show on arrival. */
  checkInCode: z.string().nullable(),
  /** The same for a camera: a QR code, as a `data:` picture. */
  checkInQr: z.string().nullable(),
  /** The station calls to ask whether the resident will come, because they missed several. */
  phoneConfirmation: z.boolean(),
  /** Of a video consultation that is to come, where the installation has one. */
  videoLink: z.string().nullable(),
  /** Until when it can be cancelled or moved. */
  changeableUntil: timeField,
});

const holdBody = z.strictObject({
  ...wantedSlot,
  /** Alternatives are looked for among the lawyers who advise on it. */
  matter: matter.optional(),
  idempotencyKey: idempotencyKeyField,
});

const bookBody = z.strictObject({
  ...wantedSlot,
  /** The hold or offer that becomes the appointment; without it a free seat is taken. */
  holdId: idField.optional(),
  matter,
  contact: contactField,
  consent: consentField,
  description: z.string().trim().max(caseTextMaxLength, `最多 ${caseTextMaxLength} 个字`).optional(),
  otherParty: z.string().trim().max(otherPartyMaxLength, `最多 ${otherPartyMaxLength} 个字`).optional(),
  onBehalfOf: z
    .string()
    .trim()
    .min(1)
    .max(onBehalfOfMaxLength, `最多 ${onBehalfOfMaxLength} 个字`)
    .optional(),
  urgencies: z.array(z.enum(urgencies)).max(urgencies.length).default([]),
  /** The article that led to it: counted, and shown to nobody. */
  articleId: idField.optional(),
  idempotencyKey: idempotencyKeyField,
});

/** A place of one's own on the waitlist. */
export const wait = z.strictObject({
  id: idField,
  state: z.enum(waitlistStates),
  lawyer: z.strictObject({ id: idField, name: z.string() }).nullable(),
  mode: mode.nullable(),
  day: dayField,
  matter,
  /** How many wait longer for the same; null when it is over. */
  ahead: z.int().min(0).nullable(),
  /** The seat that is kept, while it is offered. */
  offerId: idField.nullable(),
  createdAt: timeField,
});

export const appointmentSchemas = {
  listStations: { answer: z.strictObject({ items: z.array(station) }) },
  listLawyers: {
    query: z.strictObject({ matter: matter.optional(), mode: mode.optional() }),
    answer: z.strictObject({ items: z.array(lawyer) }),
  },
  getLawyerPhoto: {
    params,
    query: z.strictObject({ v: z.string().max(64) }),
    errors: ['not-found', 'file-lost'],
  },
  listSlotsOfLawyer: {
    params,
    query: z.strictObject(span),
    answer: z.strictObject({ days: z.array(dayOfSlots) }),
    errors: ['not-found'],
  },
  listSlots: {
    query: z.strictObject({
      ...span,
      matter: matter.optional(),
      mode: mode.optional(),
      lawyer: idField.optional(),
      station: idField.optional(),
    }),
    answer: z.strictObject({ days: z.array(dayOfSlots) }),
  },
  holdSlot: {
    body: holdBody,
    answer: appointmentDetail,
    status: 201,
    errors: ['slot-unknown', 'slot-not-bookable', 'slot-full', 'time-taken', 'bookings-full'],
  },
  bookAppointment: {
    body: bookBody.describe(alternatives),
    answer: appointmentDetail,
    status: 201,
    errors: [
      'slot-unknown',
      'slot-not-bookable',
      'slot-full',
      'time-taken',
      'bookings-full',
      'hold-ended',
      'conflict-of-interest',
      'consent-needed',
      'idempotency-key-reused',
    ],
  },
  listMyAppointments: { query: z.strictObject(pageQuery), answer: pageOf(appointmentRow) },
  getMyAppointment: { params, answer: appointmentDetail, errors: ['not-found'] },
  getAppointmentCalendar: { params, errors: ['not-found'] },
  addAttachment: {
    params,
    query: z.strictObject({ idempotencyKey: idempotencyKeyField }),
    body: z.strictObject({}),
    answer: appointmentDetail,
    status: 201,
    errors: [
      'not-found',
      'appointment-changed',
      'attachments-full',
      'attachment-kind-refused',
      'file-too-large',
      'file-kind-refused',
      'file-empty',
      'photo-unreadable',
      'body-unreadable',
    ],
  },
  getMyAttachment: { params: attachmentParams, errors: ['not-found', 'file-lost'] },
  removeAttachment: {
    params: attachmentParams,
    answer: appointmentDetail,
    errors: ['not-found', 'appointment-changed'],
  },
  cancelAppointment: {
    params,
    answer: appointmentDetail,
    errors: ['not-found', 'appointment-changed', 'too-late-to-change'],
  },
  rescheduleAppointment: {
    params,
    body: z.strictObject(wantedSlot),
    answer: appointmentDetail,
    errors: [
      'not-found',
      'appointment-changed',
      'too-late-to-change',
      'slot-unknown',
      'slot-not-bookable',
      'slot-full',
      'time-taken',
      'conflict-of-interest',
    ],
  },
  joinWaitlist: {
    body: z.strictObject({
      lawyerId: idField.optional(),
      mode: mode.optional(),
      day: dayField,
      matter,
      idempotencyKey: idempotencyKeyField,
    }),
    answer: wait,
    status: 201,
    errors: ['slot-unknown', 'already-waiting', 'seats-free', 'idempotency-key-reused'],
  },
  leaveWaitlist: { params, answer: wait, errors: ['not-found'] },
  listMyWaits: { answer: z.strictObject({ items: z.array(wait) }) },
} as const satisfies SchemasFor<typeof appointmentRoutes>;
