import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { type Day, dayOf } from '@linli/shared/working-time.ts';
import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handler, Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Directory, Organization, Staff } from '../organization/index.ts';
import { type Absence, absenceModel } from './model.ts';
import { deputiesOf, peopleOf } from './policy.ts';

export type { Absence } from './model.ts';

type AbsenceEndpoints = 'listAbsences' | 'listDeputies' | 'endAbsence';

/** Who is away, and who stands in for them. */
export interface Absences {
  handlers: Handlers<AbsenceEndpoints>;
  /** Enters an absence. @throws not-found, invalid-request, idempotency-key-reused */
  enter: Handler<'enterAbsence'>;
  isAbsent(staffId: Types.ObjectId): boolean;
  /** Who stands in for someone who is away now; nobody stands in for who is there. */
  deputyOf(staffId: Types.ObjectId): Types.ObjectId | null;
  /** Those that have begun and whose tickets are still to be given away. */
  handOversDue(): Absence[];
  handedOver(absenceId: Types.ObjectId): Promise<void>;
  start(): void;
  stop(): void;
}

export interface AbsenceNeeds {
  connection: Connection;
  organization: Organization;
  audit: Audit;
  clock: Clock;
  log: Log;
}

export async function createAbsences(needs: AbsenceNeeds): Promise<Absences> {
  const { connection, organization, audit, clock, log } = needs;
  const absences = absenceModel(connection);
  const today = () => dayOf(clock.now());
  // Few at a time, and asked about with each ticket: kept in memory.
  const replica = await createReplica(
    connection,
    'absences',
    () =>
      absences
        .find({ endedAt: null, to: { $gte: today() } })
        .sort({ to: 1 })
        .lean<Absence[]>(),
    log,
  );

  const current = (staffId: Types.ObjectId) =>
    replica.current().filter((absence) => absence.staffId.equals(staffId) && isOn(absence, today()));

  /** @throws not-found: whoever they may not enter it for is not told of */
  function personOf(actor: StaffActor, id: string): Staff {
    const person = peopleOf(actor, organization.directory()).find(({ _id }) => _id.equals(id));
    if (!person) throw new ApiError('not-found');
    return person;
  }

  const record = (actor: StaffActor, action: string, { _id }: Pick<Absence, '_id'>, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind: 'absence', id: _id.toHexString() },
      outcome: 'done',
      ip,
    });

  /** @throws invalid-request for days that are over, or a deputy who cannot be one */
  async function enter(actor: StaffActor, body: BodyOf<'enterAbsence'>, ip: string): Promise<Absence> {
    const person = personOf(actor, body.staff);
    const deputies = deputiesOf(person, organization.directory());
    if (body.to < today()) refuse('to', '这几天已经过去了');
    if (body.deputy !== null && !deputies.some(({ _id }) => _id.equals(body.deputy ?? '')))
      refuse('deputy', '这个人不能代班，请另选一位');
    const absence: Absence = {
      _id: new Types.ObjectId(),
      staffId: person._id,
      from: body.from,
      to: body.to,
      deputyId: body.deputy === null ? null : new Types.ObjectId(body.deputy),
      handOver: body.handOver,
      enteredById: new Types.ObjectId(actor.id),
      idempotencyKey: body.idempotencyKey,
      handedOverAt: null,
      endedAt: null,
    };
    try {
      await absences.create(absence);
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      return storedFirst(absence);
    }
    await replica.changed();
    await record(actor, 'absence-enter', absence, ip);
    return absence;
  }

  /** The absence that was there first under the same key. @throws idempotency-key-reused when it was another one */
  async function storedFirst(absence: Absence): Promise<Absence> {
    const { enteredById, idempotencyKey } = absence;
    const first = await absences.findOne({ enteredById, idempotencyKey }).lean<Absence>();
    if (!first || !isDeepStrictEqual(contentOf(first), contentOf(absence)))
      throw new ApiError('idempotency-key-reused');
    return first;
  }

  return {
    handlers: {
      async listAbsences({ actor }) {
        const directory = organization.directory();
        const people = peopleOf(actor, directory);
        const items = replica
          .current()
          .filter(({ staffId, to }) => to >= today() && people.some(({ _id }) => _id.equals(staffId)))
          .toSorted((a, b) => a.from.localeCompare(b.from));
        return {
          items: items.map((absence) => present(absence, directory)),
          people: people.map(({ _id, name }) => ({ id: _id.toHexString(), name })),
        };
      },

      async listDeputies({ actor, query }) {
        const deputies = deputiesOf(personOf(actor, query.staff), organization.directory());
        return { items: deputies.map(({ _id, name }) => ({ id: _id.toHexString(), name })) };
      },

      async endAbsence({ actor, params, ip }) {
        const absence = replica.current().find(({ _id }) => _id.equals(params.id));
        if (!absence) throw new ApiError('not-found');
        personOf(actor, absence.staffId.toHexString());
        await absences.updateOne({ _id: absence._id, endedAt: null }, { $set: { endedAt: clock.now() } });
        await replica.changed();
        await record(actor, 'absence-end', absence, ip);
      },
    },
    enter: async ({ actor, body, ip }) => present(await enter(actor, body, ip), organization.directory()),
    isAbsent: (staffId) => current(staffId).length > 0,
    deputyOf: (staffId) => current(staffId).find(({ deputyId }) => deputyId !== null)?.deputyId ?? null,
    handOversDue: () =>
      replica
        .current()
        .filter(
          (absence) => absence.handOver !== 'keep' && absence.handedOverAt === null && isOn(absence, today()),
        ),
    async handedOver(absenceId) {
      await absences.updateOne({ _id: absenceId }, { $set: { handedOverAt: clock.now() } });
      await replica.changed();
    },
    start: replica.start,
    stop: replica.stop,
  };
}

const isOn = ({ from, to }: Absence, day: Day) => from <= day && day <= to;

function refuse(field: string, message: string): never {
  throw new ApiError('invalid-request', { details: [{ path: `body.${field}`, message }] });
}

const contentOf = ({ staffId, from, to, deputyId, handOver }: Absence) => ({
  staffId: String(staffId),
  from,
  to,
  deputyId: deputyId && String(deputyId),
  handOver,
});

function present({ _id, staffId, from, to, deputyId, handOver }: Absence, directory: Directory) {
  const person = (id: Types.ObjectId) => ({
    id: id.toHexString(),
    name: directory.staffMember(id)?.name ?? '',
  });
  return {
    id: _id.toHexString(),
    staff: person(staffId),
    from,
    to,
    deputy: deputyId && person(deputyId),
    handOver,
  };
}
