import type { AppointmentDetail, Lawyer, OpenSlot, Wait } from '@linli/shared/api/types.ts';

/** What the tests of the appointments' pages play with. */

export const slot = (changes: Partial<OpenSlot> = {}): OpenSlot => ({
  lawyer: { id: '2'.repeat(24), name: '秦明理', firm: '上海明德律师事务所' },
  station: { id: '1'.repeat(24), name: '古美路街道公共法律服务站' },
  mode: 'on-site',
  startsAt: '2026-11-25T05:30:00.000Z',
  endsAt: '2026-11-25T06:00:00.000Z',
  seats: 1,
  free: 1,
  ...changes,
});

export const lawyer: Lawyer = {
  ...slot().lawyer,
  licenceNumber: '13101200010000001',
  specialities: ['family', 'inheritance'],
  languages: ['mandarin', 'shanghainese'],
  introduction: '执业 15 年。',
  photo: null,
  next: slot(),
};

const { seats: _seats, free: _free, ...bookedSlot } = slot();

export const booked: AppointmentDetail = {
  id: '3'.repeat(24),
  version: 1,
  state: 'booked',
  slot: bookedSlot,
  matter: 'family',
  insteadOf: null,
  expiresAt: null,
  station: {
    id: '1'.repeat(24),
    name: '古美路街道公共法律服务站',
    address: '平南路 200 号 3 楼',
    phone: '021-64120001',
    code: 'gumei',
    hours: '周一至周五 9:00–17:00',
    location: null,
  },
  given: {
    name: '王秀兰',
    phone: '13800001234',
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: null,
    attachments: [],
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

export const held = (changes: Partial<AppointmentDetail> = {}): AppointmentDetail => ({
  ...booked,
  state: 'held',
  matter: null,
  given: null,
  checkInCode: null,
  expiresAt: '2026-11-23T02:05:00.000Z',
  ...changes,
});

export const wait: Wait = {
  id: '4'.repeat(24),
  state: 'waiting',
  lawyer: null,
  mode: null,
  day: '2026-11-25',
  matter: 'family',
  ahead: 2,
  offerId: null,
  createdAt: '2026-11-23T02:00:00.000Z',
};
