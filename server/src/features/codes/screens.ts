import { randomBytes } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { type Model, Types } from 'mongoose';
import { type ChangeLog, topic } from '../../platform/changes.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { AuthenticateDevice, StaffActor } from '../../platform/http/actor.ts';
import type { Replica } from '../../platform/replica.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Counter, Directory, Organization } from '../organization/index.ts';
import type { Screen } from './model.ts';

type ScreenAnswer = AnswerOf<'revokeScreen'>;

/** 256 bits. */
const tokenBytes = 32;
const tokenField = 'screen.token';

/** So often a screen's asking is remembered, not with each question. */
const seenEveryMs = minuteMs;

export interface ScreenNeeds {
  screens: Model<Screen>;
  /** All there are: few, and asked for with each of their calls. */
  replica: Replica<readonly Screen[]>;
  organization: Organization;
  vault: Vault;
  changes: ChangeLog;
  clock: Clock;
  record(actor: StaffActor, action: string, subject: { kind: string; id: string }, ip: string): Promise<void>;
}

export function createScreens(needs: ScreenNeeds) {
  const { screens, replica, organization, vault, clock } = needs;
  const seen = new Map<string, Date>();

  function counterInReach(actor: StaffActor, id: string | Types.ObjectId): Counter | null {
    const directory = organization.directory();
    const counter = directory.counter(id);
    const reached =
      counter && directory.lineage(counter.departmentId).some(({ _id }) => _id.equals(actor.departmentId));
    return reached ? counter : null;
  }

  async function remember(screen: Screen): Promise<void> {
    const now = clock.now();
    const last = seen.get(screen._id.toHexString()) ?? screen.seenAt;
    if (last && last > later(now, -seenEveryMs)) return;
    seen.set(screen._id.toHexString(), now);
    // Once the screen has its token, nobody needs to read it again.
    await screens.updateOne({ _id: screen._id }, { $set: { seenAt: now, token: null } });
  }

  /** The screen that was there first under the same key. @throws idempotency-key-reused */
  async function storedFirst({ createdById, idempotencyKey, name, counterId }: Screen): Promise<Screen> {
    const first = await screens.findOne({ createdById, idempotencyKey }).lean<Screen>();
    const same = first?.name === name && first.counterId.equals(counterId) && first.token !== null;
    if (!same) throw new ApiError('idempotency-key-reused');
    return first;
  }

  const authenticate: AuthenticateDevice = async (authorization) => {
    const token = /^Device (\S+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    const digest = vault.digest(tokenField, token);
    const screen = replica.current().find(({ tokenDigest }) => tokenDigest === digest);
    if (!screen || screen.revokedAt !== null) return null;
    await remember(screen);
    return { kind: 'device', id: screen._id.toHexString(), counterId: screen.counterId.toHexString() };
  };

  return {
    authenticate,

    async list(actor: StaffActor): Promise<ScreenAnswer[]> {
      const rows = await screens.find().sort({ _id: 1 }).lean<Screen[]>();
      return rows
        .filter(({ counterId }) => counterInReach(actor, counterId))
        .map((screen) => present(screen, organization.directory()));
    },

    /** @throws not-found, idempotency-key-reused */
    async add(actor: StaffActor, body: BodyOf<'addScreen'>, ip: string): Promise<AnswerOf<'addScreen'>> {
      const counter = counterInReach(actor, body.counter);
      if (!counter) throw new ApiError('not-found');
      const token = randomBytes(tokenBytes).toString('base64url');
      const made: Screen = {
        _id: new Types.ObjectId(),
        name: body.name,
        counterId: counter._id,
        tokenDigest: vault.digest(tokenField, token),
        token: vault.seal(tokenField, token),
        idempotencyKey: body.idempotencyKey,
        createdAt: clock.now(),
        createdById: new Types.ObjectId(actor.id),
        seenAt: null,
        revokedAt: null,
      };
      let screen = made;
      try {
        await screens.create(made);
        await needs.record(actor, 'screen-add', { kind: 'screen', id: made._id.toHexString() }, ip);
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        screen = await storedFirst(made);
      }
      await replica.changed();
      const told = screen.token === null ? '' : vault.open(tokenField, screen.token);
      return { ...present(screen, organization.directory()), token: told };
    },

    /** @throws not-found */
    async revoke(actor: StaffActor, id: string, ip: string): Promise<ScreenAnswer> {
      const screen = await screens.findById(id).lean<Screen>();
      if (!screen || !counterInReach(actor, screen.counterId)) throw new ApiError('not-found');
      const revokedAt = screen.revokedAt ?? clock.now();
      await screens.updateOne({ _id: screen._id }, { $set: { revokedAt, token: null } });
      await replica.changed();
      await needs.changes.tell([{ topic: topic('counter', screen.counterId) }]);
      await needs.record(actor, 'screen-revoke', { kind: 'screen', id }, ip);
      return present({ ...screen, revokedAt }, organization.directory());
    },
  };
}

function present(screen: Screen, directory: Directory): ScreenAnswer {
  const counter = directory.counter(screen.counterId);
  return {
    id: screen._id.toHexString(),
    name: screen.name,
    counter: { id: screen.counterId.toHexString(), code: counter?.code ?? '', name: counter?.name ?? '' },
    createdAt: screen.createdAt.toISOString(),
    seenAt: screen.seenAt?.toISOString() ?? null,
    revokedAt: screen.revokedAt?.toISOString() ?? null,
  };
}
