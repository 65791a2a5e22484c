import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { namesSomebody } from '@linli/shared/bulletins.ts';
import { type Connection, type QueryFilter, Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Tickets } from '../tickets/index.ts';
import { draftBulletin } from './bulletin-draft.ts';
import { type Bulletin, bulletinModel } from './bulletin-model.ts';
import type { createFigures } from './figures.ts';
import { spanOf } from './period.ts';

export type BulletinAnswer = AnswerOf<'getBulletin'>;

export interface BulletinNeeds {
  connection: Connection;
  organization: Organization;
  tickets: Pick<Tickets, 'badRatingFacts'>;
  figures: ReturnType<typeof createFigures>;
  notifications: Notifications;
  clock: Clock;
}

/** Told in one round; the rest wait for the next. */
const sweepSize = 20;

/** Bulletins of units, read by their staff and those below them. */
export function createBulletins(needs: BulletinNeeds) {
  const { organization, tickets, figures, notifications, clock } = needs;
  const bulletins = bulletinModel(needs.connection);

  /** Who may write them: supervisors, for their own unit and those below. */
  const writable = (actor: StaffActor): QueryFilter<Bulletin> =>
    actor.roles.includes('supervisor')
      ? { unitId: { $in: organization.directory().unitsBelow(actor.departmentId) } }
      : { _id: null };

  /** Who may read them: staff of the unit and those below, once published. */
  const readable = (actor: StaffActor): QueryFilter<Bulletin> => ({
    unitId: {
      $in: organization
        .directory()
        .lineage(actor.departmentId)
        .map(({ _id }) => _id),
    },
    state: 'published',
  });

  const mayWrite = (bulletin: Bulletin, actor: StaffActor) =>
    actor.roles.includes('supervisor') &&
    organization
      .directory()
      .lineage(bulletin.unitId)
      .some(({ _id }) => _id.equals(actor.departmentId));

  const present = (bulletin: Bulletin, actor: StaffActor): BulletinAnswer => {
    const directory = organization.directory();
    const { _id, unitId, from, to, title, text, state, version, publishedAt, versions } = bulletin;
    const editable = state === 'draft' && mayWrite(bulletin, actor);
    return {
      id: _id.toHexString(),
      unit: { name: directory.unit(unitId)?.name ?? '' },
      from,
      to,
      title,
      text,
      state,
      version,
      publishedAt: publishedAt?.toISOString() ?? null,
      editable,
      versions: mayWrite(bulletin, actor)
        ? versions.map(({ version, at, staffId }) => ({
            version,
            at: at.toISOString(),
            by: directory.staffMember(staffId)?.name ?? '',
          }))
        : [],
    };
  };

  /** @throws not-found, bulletin-changed with the current one */
  async function change(actor: StaffActor, id: string, version: number, update: object): Promise<Bulletin> {
    const mine = { ...writable(actor), _id: new Types.ObjectId(id) };
    const after = await bulletins
      .findOneAndUpdate({ ...mine, version, state: 'draft' }, update, { returnDocument: 'after' })
      .lean<Bulletin>();
    if (after) return after;
    const current = await bulletins.findOne(mine).lean<Bulletin>();
    if (!current) throw new ApiError('not-found');
    throw new ApiError('bulletin-changed', { details: { current: present(current, actor) } });
  }

  return {
    /** Drafts one from the data; asked again with the same key, it answers with the first. @throws not-found */
    async draft(actor: StaffActor, body: BodyOf<'draftBulletin'>): Promise<BulletinAnswer> {
      const { idempotencyKey, from, to } = body;
      const unit = figures.unitInReach(actor, body.unit);
      const counters = await figures.ofUnit(unit, 'counter', { from, to });
      const directory = organization.directory();
      const below = directory.unitsBelow(unit._id);
      const counterIds = directory
        .counters()
        .filter(({ departmentId }) => below.some((id) => id.equals(departmentId)))
        .map(({ _id }) => _id);
      const span = spanOf({ from, to });
      const facts = await tickets.badRatingFacts({ counterIds }, span.from, span.until);
      const counterName = (id: string) => {
        const counter = directory.counter(id);
        return counter ? `${counter.code} ${counter.name}` : '';
      };
      const at = clock.now();
      const staffId = new Types.ObjectId(actor.id);
      const written = draftBulletin({ counters, facts, counterName, now: at });
      const bulletin: Bulletin = {
        _id: new Types.ObjectId(),
        unitId: unit._id,
        from,
        to,
        ...written,
        state: 'draft',
        version: 1,
        versions: [{ version: 1, at, staffId, ...written }],
        authorId: staffId,
        idempotencyKey,
        createdAt: at,
        publishedAt: null,
      };
      try {
        await bulletins.create(bulletin);
        return present(bulletin, actor);
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        const first = await bulletins.findOne({ authorId: staffId, idempotencyKey }).lean<Bulletin>();
        if (!first) throw error;
        return present(first, actor);
      }
    },

    /** Every version is kept. @throws names-somebody, not-found, bulletin-changed */
    async edit(actor: StaffActor, id: string, { version, title, text }: BodyOf<'editBulletin'>) {
      if (namesSomebody(`${title}\n${text}`)) throw new ApiError('names-somebody');
      const entry = {
        version: version + 1,
        at: clock.now(),
        staffId: new Types.ObjectId(actor.id),
        title,
        text,
      };
      const update = { $set: { title, text }, $inc: { version: 1 }, $push: { versions: entry } };
      return present(await change(actor, id, version, update), actor);
    },

    /** Tells the staff of the unit and those below. @throws names-somebody, not-found, bulletin-changed */
    async publish(actor: StaffActor, id: string, { version }: BodyOf<'publishBulletin'>) {
      const publishedAt = clock.now();
      const update = { $set: { state: 'published', publishedAt, tellDue: true }, $inc: { version: 1 } };
      const bulletin = await change(actor, id, version, update);
      await tellReaders(bulletin);
      return present(bulletin, actor);
    },

    async list(actor: StaffActor, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const rows = await bulletins
        .find(
          {
            $and: [
              { $or: [readable(actor), writable(actor)] },
              afterCursor('createdAt', 'descending', cursor),
            ],
          },
          { text: 0, versions: 0 },
        )
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Bulletin[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
      const directory = organization.directory();
      const items = page.map(({ _id, title, unitId, state, publishedAt, createdAt }) => ({
        id: _id.toHexString(),
        title,
        unit: { name: directory.unit(unitId)?.name ?? '' },
        state,
        at: (publishedAt ?? createdAt).toISOString(),
      }));
      return { items, nextCursor };
    },

    /** Tells what a process left untold that died after publishing. */
    async sweep(): Promise<void> {
      for (const bulletin of await bulletins.find({ tellDue: true }).limit(sweepSize).lean<Bulletin[]>())
        await tellReaders(bulletin);
    },

    async get(actor: StaffActor, id: string): Promise<BulletinAnswer> {
      const bulletin = await bulletins
        .findOne({ _id: new Types.ObjectId(id), $or: [readable(actor), writable(actor)] })
        .lean<Bulletin>();
      if (!bulletin) throw new ApiError('not-found');
      return present(bulletin, actor);
    },
  };

  async function tellReaders({ _id, unitId, title }: Bulletin): Promise<void> {
    const directory = organization.directory();
    const below = directory.unitsBelow(unitId);
    const readers = directory
      .staff()
      .filter(({ active, departmentId }) => active && below.some((id) => id.equals(departmentId)))
      .map((member) => member._id);
    const notice = { kind: 'bulletin-published' as const, title };
    await notifications.tell(readers, `bulletin:${_id.toHexString()}`, notice, { kind: 'bulletin', id: _id });
    await bulletins.updateOne({ _id }, { $unset: { tellDue: 1 } });
  }
}
