import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import type { ConsultationAction, ConsultationKind } from '@linli/shared/consultations.ts';
import { dayOf, startOfDay } from '@linli/shared/working-time.ts';
import type { App } from '../app.ts';
import type { LegalServiceFile } from '../features/legal-service/index.ts';
import { dayMs, hourMs, later, minuteMs } from '../platform/clock.ts';
import type { StaffActor } from '../platform/http/actor.ts';
import { consentTo, residentNamed } from './residents.ts';

/** Whose day is alive. */
const lawyerAccount = 'lawyer';
const stationAccount = 'station';

const dayMinutes = 24 * 60;
const halfHour = 30;

/** Lets the lawyer of the story sit at the station today, from an hour ago on, unless they do anyway. */
export function withSessionToday(file: LegalServiceFile, now: Date): LegalServiceFile {
  const day = dayOf(now);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const minutes = (now.getTime() - startOfDay(day).getTime()) / minuteMs;
  const begins = Math.floor(minutes / halfHour) * halfHour - 2 * halfHour;
  const from = Math.max(0, begins);
  const to = Math.min(dayMinutes, begins + 7 * halfHour);
  const [station] = file.stations;
  const session = {
    weekday,
    from,
    to,
    mode: 'on-site' as const,
    slotMinutes: halfHour,
    bufferMinutes: 0,
    seats: 1,
  };
  const lawyers = file.lawyers.map((lawyer) => {
    const busy = lawyer.week.some((one) => one.weekday === weekday && one.from < to && from < one.to);
    if (lawyer.staff !== lawyerAccount || busy || !station) return lawyer;
    return { ...lawyer, week: [...lawyer.week, { ...session, station: station.code }] };
  });
  return { ...file, lawyers };
}

/** Who comes today, and what they say. All names and numbers are invented. */
const cases = [
  {
    resident: 'zhao',
    name: '赵桂芳',
    phone: '13800003456',
    matter: 'housing',
    description: '楼上漏水，物业不管。',
  },
  {
    resident: 'liu',
    name: '刘海涛',
    phone: '13800004567',
    matter: 'family',
    description: '想问离婚后孩子抚养费怎么算。',
  },
  {
    resident: 'wang',
    name: '王秀兰',
    phone: '13800001234',
    matter: 'inheritance',
    description: '老房子四个子女怎么分，没有遗嘱。',
  },
  {
    resident: 'li',
    name: '李建华',
    phone: '13800002345',
    matter: 'neighbours',
    description: '邻居把杂物堆在楼道里。',
  },
  {
    resident: 'chen',
    name: '陈建国',
    phone: '13800005678',
    matter: 'other',
    description: '劳动仲裁的期限快到了。',
    urgencies: ['limitation-ends'],
  },
] as const;

/** So many of today's have begun: one is over, one is being advised, one waits. */
const begun = 3;

/** Fills the lawyer's day: booked the day before, and lived up to now. */
export async function tellConsultations(app: App, clock: { at: Date }, now: Date): Promise<void> {
  const directory = app.organization.directory();
  const member = directory.staffByUsername(lawyerAccount);
  const lawyer = member && app.legalService.directory().lawyerOfStaff(member._id);
  if (!lawyer) return;
  clock.at = later(now, -dayMs);
  const day = dayOf(now);
  const { days } = await app.appointments.handlers.listSlotsOfLawyer({
    actor: null,
    params: { id: lawyer._id.toHexString() },
    query: { from: day, to: day },
    body: undefined,
    ip: '',
  });
  const free = days.flatMap(({ slots }) => slots).filter((slot) => slot.free > 0 && slot.mode === 'on-site');
  const past = free.filter(({ startsAt }) => new Date(startsAt) <= now).slice(-begun);
  const coming = free.filter(({ startsAt }) => new Date(startsAt) > now).slice(0, cases.length - past.length);
  const booked = [];
  for (const [index, slot] of [...past, ...coming].entries())
    booked.push(await book(app, slot, index, `demo-story-consultation-${index}`));
  await live(app, clock, now, booked.slice(0, past.length));
}

type Slot = AnswerOf<'listSlots'>['days'][number]['slots'][number];
type Booked = AnswerOf<'bookAppointment'>;

async function book(app: App, slot: Slot, index: number, idempotencyKey: string): Promise<Booked> {
  const said = cases[index % cases.length] ?? cases[0];
  const body: BodyOf<'bookAppointment'> = {
    lawyerId: slot.lawyer.id,
    startsAt: slot.startsAt,
    matter: said.matter,
    contact: { name: said.name, phone: said.phone },
    consent: consentTo('appointment'),
    description: said.description,
    urgencies: 'urgencies' in said ? [...said.urgencies] : [],
    idempotencyKey,
  };
  const actor = await residentNamed(app, said.resident);
  return app.appointments.handlers.bookAppointment({
    actor,
    body: { ...body, urgencies: body.urgencies ?? [] },
    params: undefined,
    query: undefined,
    ip: '',
  });
}

/** Five minutes early, but on the day itself: a code is good for its day only. */
function arrivalAt({ startsAt }: Booked['slot']): Date {
  const early = later(new Date(startsAt), -5 * minuteMs);
  const dayBegins = startOfDay(dayOf(new Date(startsAt)));
  return early < dayBegins ? dayBegins : early;
}

/** What has happened with those whose time has come: the last one waits, the one before is advised, others are through. */
async function live(app: App, clock: { at: Date }, now: Date, arrived: readonly Booked[]): Promise<void> {
  const station = actorOf(app, stationAccount);
  const lawyer = actorOf(app, lawyerAccount);
  for (const [index, { id, slot, checkInCode }] of arrived.entries()) {
    const params = { kind: 'appointment' as const, id };
    const fromEnd = arrived.length - index;
    clock.at = arrivalAt(slot);
    const body = { code: checkInCode ?? '', appointment: id };
    await app.consultations.handlers.checkIn({
      actor: station,
      body,
      params: undefined,
      query: undefined,
      ip: '',
    });
    if (fromEnd === 1) continue;
    clock.at = new Date(slot.startsAt);
    await act(app, lawyer, params, 'call');
    await act(app, lawyer, params, 'start');
    if (fromEnd === 2) continue;
    await app.consultations.handlers.writeConsultationRecord({
      actor: lawyer,
      params,
      body: {
        version: 0,
        record: '楼上住户装修后漏水，已有三次报修记录，物业未书面答复。',
        advice:
          '1. 把每次漏水的照片和报修记录按日期放好。\n2. 先请街道调解，谈不成再起诉楼上住户，要求修好并赔偿。',
        referral: {
          kind: 'mediation',
          to: '古美路街道人民调解委员会',
          bring: '身份证、房产证、漏水照片、报修记录',
        },
      },
      query: undefined,
      ip: '',
    });
    clock.at = later(clock.at, hourMs / 3);
    await act(app, lawyer, params, 'finish');
  }
  const [first] = arrived;
  if (!first) return;
  clock.at = now;
  await app.consultations.handlers.addWalkIn({
    actor: station,
    body: {
      station: first.slot.station.id,
      name: '孙女士',
      matter: 'family',
      idempotencyKey: 'demo-story-walk-in-1',
    },
    params: undefined,
    query: undefined,
    ip: '',
  });
}

async function act(
  app: App,
  actor: StaffActor,
  params: { kind: ConsultationKind; id: string },
  action: ConsultationAction,
): Promise<void> {
  const common = { actor, params, query: undefined, ip: '' };
  const { version } = await app.consultations.handlers.getConsultation({ ...common, body: undefined });
  await app.consultations.handlers.actOnConsultation({ ...common, body: { action, version } });
}

function actorOf(app: App, username: string): StaffActor {
  const member = app.organization.directory().staffByUsername(username);
  if (!member) throw new Error(`the story has no ${username}`);
  const { _id, roles, departmentId } = member;
  return {
    kind: 'staff',
    id: _id.toHexString(),
    sessionId: '',
    roles,
    departmentId: departmentId.toHexString(),
  };
}
