import type { ConsultationDay, ConsultationDetail, Visit } from '@linli/shared/api/types.ts';
import type { Role } from '@linli/shared/roles.ts';
import { writeStored } from '../src/platform/storage';
import { sessionNamed } from './server';

/** What the tests of the consultations' pages play with. */

const station = { id: '1'.repeat(24), name: '古美路街道公共法律服务站' };
const lawyer = { id: '2'.repeat(24), name: '秦明理' };

export const visit: Visit = {
  kind: 'appointment',
  id: '3'.repeat(24),
  version: 2,
  state: 'arrived',
  name: '王**',
  phone: '138****1234',
  matter: 'family',
  mode: 'on-site',
  station,
  lawyer,
  startsAt: '2026-11-23T05:30:00.000Z',
  endsAt: '2026-11-23T06:00:00.000Z',
  number: null,
  arrivedAt: '2026-11-23T05:25:00.000Z',
  calledAt: null,
  startedAt: null,
  endedAt: null,
  urgent: false,
  phoneConfirmation: 'none',
  recorded: false,
  actions: ['call', 'start'],
};

export const walkIn: Visit = {
  ...visit,
  kind: 'walk-in',
  id: '5'.repeat(24),
  name: '李**',
  phone: null,
  lawyer: null,
  startsAt: null,
  endsAt: null,
  number: 3,
};

export const day = (changes: Partial<ConsultationDay> = {}): ConsultationDay => ({
  day: '2026-11-23',
  asOf: '2026-11-23T05:30:00.000Z',
  station,
  stations: [station],
  ownDay: false,
  places: [station],
  lawyers: [lawyer],
  visits: [visit, walkIn],
  ...changes,
});

export const detail = (changes: Partial<ConsultationDetail> = {}): ConsultationDetail => ({
  ...visit,
  caseReadable: 'yes',
  contactReadable: true,
  recordable: false,
  videoLink: null,
  ...changes,
});

export function signInAs(...roles: Role[]): void {
  const department = { id: 'e'.repeat(24), name: '公共法律服务站' };
  const person = { kind: 'staff', id: 'd'.repeat(24), name: '秦明理', roles, department };
  writeStored('session.staff', sessionNamed('staff', person));
}
