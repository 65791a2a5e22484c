import { randomUUID } from 'node:crypto';
import type { BodyOf, ConsultationDay, QueryOf, Visit } from '@linli/shared/api/types.ts';
import type { ConsultationAction } from '@linli/shared/consultations.ts';
import { minuteMs } from '../platform/clock.ts';
import { bookingOf, slotsOf } from './booking.ts';
import type { TestServer } from './server.ts';

/** The first slot of 秦明理's afternoon, in minutes after half past nine of the test clock's Monday. */
export const firstSlot = 4 * 60;

/** What the people of a consultation do, on the Monday of the test's clock. */
export function consultingStage(server: TestServer) {
  const { call, clock } = server;
  const monday = clock.now();
  const collection = (name: string) => server.database.connection.collection(name);

  /** Signed in once for each moment of the clock: signing in is rate limited. */
  const tokens = new Map<string, Promise<string>>();
  function token(name: string, signIn: () => Promise<string>): Promise<string> {
    const key = `${name} ${clock.now().getTime()}`;
    const made = tokens.get(key) ?? signIn();
    tokens.set(key, made);
    return made;
  }
  const staff = (username: string) => token(`staff ${username}`, () => server.staffToken(username));
  const resident = (name: string) => token(`resident ${name}`, () => server.residentToken(name));

  const day = async (username: string, query: QueryOf<'getConsultationDay'> = {}): Promise<ConsultationDay> =>
    (await call('getConsultationDay', { token: await staff(username), query })).body;
  const stationId = async () => (await day('station')).station?.id ?? '';

  return {
    collection,
    staff,
    resident,
    day,
    stationId,
    /** Moves to so many minutes after half past nine of that Monday. */
    at: (minutes: number) => clock.advance(monday.getTime() + minutes * minuteMs - clock.now().getTime()),
    async clear() {
      for (const name of [
        'appointments',
        'walkIns',
        'walkInCounters',
        'consultationRecords',
        'consultationRatings',
        'notifications',
      ])
        await collection(name).deleteMany({});
    },
    /** Books a free slot about the family, the first that there is or one after it. */
    async book(name: string, index = 0, more: Partial<BodyOf<'bookAppointment'>> = {}) {
      const slot = (await slotsOf(call, { matter: 'family' })).filter(({ free }) => free > 0)[index];
      if (!slot) throw new Error('nothing is free');
      const body = bookingOf(slot, {
        matter: 'family',
        description: '房子怎么分',
        otherParty: '张三',
        ...more,
      });
      return (await call('bookAppointment', { token: await resident(name), body })).body;
    },
    async checkIn(username: string, code: string | null, appointment?: string): Promise<Visit> {
      const body = { code: code ?? '', ...(appointment && { appointment }) };
      return (await call('checkIn', { token: await staff(username), body })).body;
    },
    async act(
      username: string,
      { kind, id, version }: Pick<Visit, 'kind' | 'id' | 'version'>,
      action: ConsultationAction,
    ): Promise<Visit> {
      const params = { kind, id };
      return (
        await call('actOnConsultation', { token: await staff(username), params, body: { action, version } })
      ).body;
    },
    async walkIn(username: string, name = '王女士', more: Partial<BodyOf<'addWalkIn'>> = {}): Promise<Visit> {
      const body = {
        station: await stationId(),
        name,
        matter: 'family' as const,
        idempotencyKey: randomUUID(),
        ...more,
      };
      return (await call('addWalkIn', { token: await staff(username), body })).body;
    },
    async callNext(username: string, more: { lawyer?: string } = {}): Promise<Visit> {
      const body = { station: await stationId(), ...more };
      return (await call('callNext', { token: await staff(username), body })).body;
    },
    /** How often it was done to it, by the audit log. */
    audited: (action: string, id: string) =>
      collection('auditEntries').countDocuments({ action, 'subject.id': id, outcome: 'done' }),
  };
}
