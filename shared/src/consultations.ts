import type { AppointmentState } from './appointments.ts';
import type { ConsultMode } from './legal-service.ts';
import { dayOf } from './working-time.ts';

/**
 * The day at the station as a table: who was booked checks in, is called, advised, and leaves with an advice; who
 * walks in gets a number and waits among them. The server refuses what the table does not allow; screens offer only
 * what it allows.
 */
export const consultationActions = ['arrive', 'confirm', 'call', 'start', 'finish', 'no-show'] as const;
export type ConsultationAction = (typeof consultationActions)[number];

export const consultationActionLabels: Record<ConsultationAction, string> = {
  arrive: '签到',
  confirm: '已电话确认',
  call: '叫号',
  start: '开始咨询',
  finish: '结束咨询',
  'no-show': '记为未到',
};

/** How somebody came to be there. */
export const consultationKinds = ['appointment', 'walk-in'] as const;
export type ConsultationKind = (typeof consultationKinds)[number];

/** Where a consultation stands on its day; the words are those of an appointment. */
export const visitStates = [
  'booked',
  'arrived',
  'serving',
  'finished',
  'no-show',
] as const satisfies readonly AppointmentState[];
export type VisitState = (typeof visitStates)[number];

export function isVisitState(state: AppointmentState): state is VisitState {
  return visitStates.some((one) => one === state);
}

/** What of a consultation decides what can be done with it. */
export interface VisitStanding {
  state: VisitState;
  mode: ConsultMode;
  /** When it was to begin; null for who walks in. */
  startsAt: Date | null;
  /** The station is to call before it believes in it: see `noShowsMax`. */
  toConfirm: boolean;
}

/** A resident is waited for so long before the chair is given up (default of the field). */
export const noShowAfterMinutes = 10;

/** From so many missed consultations on, within `noShowDays`, the next booking is confirmed by phone. Nobody is banned. */
export const noShowsMax = 2;
export const noShowDays = 90;

const minuteMs = 60_000;

/** The state that follows; null when the table does not allow the action as the consultation stands. */
export function nextVisitState(
  visit: VisitStanding,
  action: ConsultationAction,
  now: Date,
): VisitState | null {
  const { state, mode, startsAt } = visit;
  const today = startsAt === null || dayOf(startsAt) === dayOf(now);
  switch (action) {
    case 'arrive':
      // Nobody arrives for a call.
      return state === 'booked' && mode === 'on-site' && today ? 'arrived' : null;
    case 'confirm':
      return state === 'booked' && visit.toConfirm ? 'booked' : null;
    case 'call':
      return state === 'arrived' ? 'arrived' : null;
    case 'start':
      return state === 'arrived' || (state === 'booked' && mode !== 'on-site' && today) ? 'serving' : null;
    case 'finish':
      return state === 'serving' ? 'finished' : null;
    case 'no-show': {
      const waited = startsAt === null || now.getTime() >= startsAt.getTime() + noShowAfterMinutes * minuteMs;
      return (state === 'booked' || state === 'arrived') && waited ? 'no-show' : null;
    }
  }
}

/** What can be done now, in the table's order. */
export function allowedConsultationActions(visit: VisitStanding, now: Date): ConsultationAction[] {
  return consultationActions.filter((action) => nextVisitState(visit, action, now) !== null);
}

/** Somebody who waits to be called. */
export interface Waiting {
  state: VisitState;
  /** Null for who walked in. */
  startsAt: Date | null;
  /** Null for who was booked. */
  number: number | null;
  calledAt: Date | null;
}

/** Who comes so early before their time is called as if it had come. */
const earlyMinutes = 5;

/**
 * Whom to call next: who is booked and whose time has come, first by time; then who walked in, by number; then who is
 * booked and came early. Who was called already is not called again by this. Null when nobody waits.
 */
export function nextToCall<Visit extends Waiting>(visits: readonly Visit[], now: Date): Visit | null {
  const waiting = visits.filter(({ state, calledAt }) => state === 'arrived' && calledAt === null);
  const rank = ({ startsAt }: Visit) => {
    if (startsAt === null) return 1;
    return startsAt.getTime() <= now.getTime() + earlyMinutes * minuteMs ? 0 : 2;
  };
  const within = ({ startsAt, number }: Visit) => startsAt?.getTime() ?? number ?? 0;
  const [first] = waiting.toSorted((one, other) => rank(one) - rank(other) || within(one) - within(other));
  return first ?? null;
}

/** Where a lawyer sends a resident on to. */
export const referralKinds = ['legal-aid', 'mediation', 'litigation', 'other-department'] as const;
export type ReferralKind = (typeof referralKinds)[number];

export const referralLabels: Record<ReferralKind, string> = {
  'legal-aid': '申请法律援助',
  mediation: '人民调解',
  litigation: '去法院起诉',
  'other-department': '找其他部门',
};

/** Longest texts of a record, in characters. */
export const recordTextMaxLength = 2000;
export const adviceMaxLength = 1000;
export const referralToMaxLength = 60;
export const bringMaxLength = 300;

/** Longest reason for reading a case, in characters; it goes into the audit log. */
export const caseReasonMaxLength = 100;

/** So long after it a consultation can be rated, in days (default of the field). */
export const consultationRatingDays = 30;

/** What a check-in code looks like when it is read by a camera: `a.<six digits>.<id of the appointment>`. */
const scannedCode = /^a\.(\d{6})\.([0-9a-f]{24})$/;
const typedCode = /^\d{6}$/;

export function checkInScene(code: string, appointmentId: string): string {
  return `a.${code}.${appointmentId}`;
}

/** Reads what was typed or scanned; null when it is no check-in code. */
export function parseCheckIn(text: string): { code: string; appointment?: string } | null {
  const said = text.replace(/\s/g, '');
  if (typedCode.test(said)) return { code: said };
  const [, code, appointment] = scannedCode.exec(said) ?? [];
  return code !== undefined && appointment !== undefined ? { code, appointment } : null;
}

/** The national tags that fit advice by a lawyer; the others are about forms, certificates and counters. */
const fittingTags: readonly string[] = [
  ...['514', '515', '517'],
  ...['410', '411', '413'],
  ...['309', '313', '314'],
  ...['209', '212', '213', '214'],
  ...['113', '114', '115'],
];

/** Whether a reason tag fits a consultation. */
export function fitsConsultation(tag: { code: string }): boolean {
  return fittingTags.includes(tag.code);
}
