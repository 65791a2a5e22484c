import type { AnswerOf } from '@linli/shared/api/types.ts';
import { later, ratedAt, type Samples, sampleIds } from './sample-basics.ts';

const station = {
  id: '1'.repeat(24),
  name: '古美路街道公共法律服务站',
  address: '平南路 200 号 3 楼',
  phone: '021-64120001',
  code: 'gumei',
  hours: '周一至周五 9:00–17:00',
  location: { latitude: 31.1467, longitude: 121.3872 },
};
const lawyer = { id: sampleIds.lawyer, name: '秦明理', firm: '上海明德律师事务所' };
const slot = {
  lawyer,
  station: { id: station.id, name: station.name },
  mode: 'on-site' as const,
  startsAt: '2026-11-25T05:30:00.000Z',
  endsAt: '2026-11-25T06:00:00.000Z',
};
const openSlot = { ...slot, seats: 1, free: 1 };
const days = [{ day: '2026-11-25', free: 1, slots: [openSlot] }];
const attachment = { id: '6'.repeat(24), kind: 'photo' as const, size: 482_133 };
export const appointment: AnswerOf<'getMyAppointment'> = {
  id: '3'.repeat(24),
  version: 1,
  state: 'booked',
  slot,
  matter: 'family',
  insteadOf: null,
  expiresAt: null,
  station,
  given: {
    name: '王秀兰',
    phone: '13800001234',
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: null,
    attachments: [attachment],
  },
  attachable: true,
  closure: null,
  urgent: false,
  checkInCode: '042713',
  checkInQr: 'data:image/png;base64,iVBORw0KGgo=',
  phoneConfirmation: false,
  videoLink: null,
  changeableUntil: '2026-11-25T03:30:00.000Z',
};
const closure: AnswerOf<'enterClosure'> = {
  id: '5'.repeat(24),
  of: { kind: 'station', id: station.id, name: station.name },
  from: '2026-11-24T16:00:00.000Z',
  to: '2026-11-25T16:00:00.000Z',
  reason: '台风停诊',
  cancelled: 3,
};
const wait: AnswerOf<'joinWaitlist'> = {
  id: '4'.repeat(24),
  state: 'waiting',
  lawyer: { id: lawyer.id, name: lawyer.name },
  mode: null,
  day: '2026-11-25',
  matter: 'family',
  ahead: 2,
  offerId: null,
  createdAt: ratedAt,
};
const visit: AnswerOf<'checkIn'> = {
  kind: 'appointment',
  id: appointment.id,
  version: 2,
  state: 'arrived',
  name: '王**',
  phone: '138****1234',
  matter: 'family',
  mode: 'on-site',
  station: slot.station,
  lawyer: { id: lawyer.id, name: lawyer.name },
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  number: null,
  arrivedAt: '2026-11-25T05:25:00.000Z',
  calledAt: null,
  startedAt: null,
  endedAt: null,
  urgent: true,
  phoneConfirmation: 'asked',
  recorded: false,
  actions: ['call', 'start'],
};
const walkIn: typeof visit = {
  ...visit,
  kind: 'walk-in',
  id: '5'.repeat(24),
  name: '李**',
  phone: null,
  lawyer: null,
  startsAt: null,
  endsAt: null,
  number: 3,
  urgent: false,
  phoneConfirmation: 'none',
};
const advised = {
  advice: '先写一份遗嘱公证申请，再约时间谈分割。',
  referral: { kind: 'mediation' as const, to: '古美路街道人民调解委员会', bring: '身份证、房产证复印件' },
  by: lawyer.name,
  at: '2026-11-25T06:10:00.000Z',
};
const consultationRecord: AnswerOf<'writeConsultationRecord'> = {
  version: 1,
  record: '来访人咨询老房子继承，四个子女，无遗嘱。',
  ...advised,
};
const ownConsultation: AnswerOf<'getMyConsultation'> = {
  id: appointment.id,
  lawyer: lawyer.name,
  matter: 'family',
  finishedAt: '2026-11-25T06:00:00.000Z',
  advice: { text: advised.advice, referral: advised.referral, by: advised.by, at: advised.at },
  ratableUntil: '2026-12-25T06:00:00.000Z',
  rating: null,
};
const consulted = {
  finished: { 'on-site': 12, phone: 4, video: 2, walkIn: 3 },
  missed: 1,
  byGrade: { 5: 9, 4: 2, 3: 1, 2: 1, 1: 0 },
  good: { part: 12, of: 13, rate: 12 / 13, small: true },
  excluded: 0,
};

export const bookingSamples = {
  getConsultationDay: {
    day: '2026-11-25',
    asOf: later,
    station: slot.station,
    stations: [slot.station],
    ownDay: true,
    places: [slot.station],
    lawyers: [{ id: lawyer.id, name: lawyer.name }],
    visits: [visit, walkIn],
  },
  checkIn: visit,
  addWalkIn: walkIn,
  callNext: { ...visit, calledAt: later },
  getConsultation: {
    ...visit,
    caseReadable: 'yes',
    contactReadable: true,
    recordable: true,
    videoLink: null,
  },
  actOnConsultation: { ...visit, version: 3, state: 'serving', startedAt: later, actions: ['finish'] },
  getConsultationContact: { name: '王秀兰', phone: '13800001234' },
  readConsultationCase: {
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: '母亲',
    attachments: [attachment],
    record: consultationRecord,
  },
  getConsultationAttachment: undefined,
  writeConsultationRecord: consultationRecord,
  getConsultationFigures: {
    from: '2026-11-01',
    to: '2026-11-30',
    minSample: 20,
    total: consulted,
    rows: [{ lawyer: { id: lawyer.id, name: lawyer.name }, ...consulted }],
  },
  getMyConsultation: ownConsultation,
  rateConsultation: ownConsultation,
  judgeConsultation: ownConsultation,
  listStations: { items: [station] },
  listLawyers: {
    items: [
      {
        ...lawyer,
        licenceNumber: '13101200010000001',
        specialities: ['family', 'inheritance'],
        languages: ['mandarin', 'shanghainese'],
        introduction: '执业 15 年，擅长婚姻继承和房屋纠纷，会说上海话。',
        photo: null,
        next: openSlot,
      },
    ],
  },
  getLawyerPhoto: undefined,
  listSlotsOfLawyer: { days },
  listSlots: { days },
  holdSlot: { ...appointment, state: 'held', matter: null, given: null, checkInCode: null },
  bookAppointment: appointment,
  listMyAppointments: {
    items: [
      { id: appointment.id, state: 'booked', slot, matter: 'family', insteadOf: null, expiresAt: null },
    ],
    nextCursor: null,
  },
  getMyAppointment: appointment,
  getAppointmentCalendar: undefined,
  addAttachment: appointment,
  getMyAttachment: undefined,
  removeAttachment: appointment,
  cancelAppointment: { ...appointment, state: 'cancelled' },
  rescheduleAppointment: appointment,
  joinWaitlist: wait,
  leaveWaitlist: { ...wait, state: 'left', ahead: null },
  listMyWaits: { items: [wait] },
  listClosures: { items: [closure], subjects: [closure.of] },
  previewClosure: { appointments: 3 },
  enterClosure: closure,
  endClosure: closure,
} satisfies Samples;
