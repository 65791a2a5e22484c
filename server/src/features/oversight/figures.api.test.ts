import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { type Grade, isBadGrade } from '@linli/shared/grades.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, hourMs, later } from '../../platform/clock.ts';
import { rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';
import { randomNumbers } from '../../testing/random.ts';

let server: TestServer;
let supervisor: string;
beforeAll(async () => {
  server = await startTestServer();
  supervisor = await server.staffToken('supervisor');
});
afterAll(() => server.stop());

const refusal = async (...call: Parameters<TestServer['call']['refused']>) =>
  (await server.call.refused(...call)).code;

const november = { from: '2026-11-01', to: '2026-11-30' };
const figures = async (query: Partial<QueryOf<'listFigures'>> = {}) =>
  (await server.call('listFigures', { token: supervisor, query: { ...november, ...query } })).body;

const staffId = (username: string) => {
  const member = server.app.organization.directory().staffByUsername(username);
  if (!member) throw new Error(`nobody is called ${username}`);
  return member._id;
};

describe('an appeal', () => {
  let entry: AnswerOf<'listMyEntries'>['items'][number];
  let rated: string;
  const mine = async (username = 'clerk.qian') => {
    const token = await server.staffToken(username);
    return (await server.call('getMyFigures', { token, query: november })).body;
  };
  const make = (token: string) => ({ token, body: { ratingId: entry.id, reason: '当时系统停机' } }) as const;

  beforeAll(async () => {
    await rateBadly(server, { realName: true });
    rated = await server.staffToken('clerk.qian');
    const [first] = (await server.call('listMyEntries', { token: rated, query: {} })).body.items;
    if (!first) throw new Error('there is no entry');
    entry = first;
  });

  test('is about an entry that says nothing of who gave it', () => {
    expect(entry).toEqual({
      id: entry.id,
      grade: 2,
      tags: [],
      counter: { code: 'A02', name: expect.any(String) },
      day: '2026-11-23',
      excluded: false,
      appeal: null,
    });
  });

  test('is made by the person the rating is about, once', async () => {
    for (const username of ['clerk', 'supervisor', 'handler'])
      expect(await refusal('makeAppeal', make(await server.staffToken(username)))).toBe('not-found');
    expect(await refusal('makeAppeal', make(await server.residentToken('appeal')))).toBe('not-allowed');
    expect(await refusal('makeAppeal', { body: make('').body })).toBe('not-signed-in');
    const empty = { ratingId: entry.id, reason: ' ' };
    expect(await refusal('makeAppeal', { token: rated, body: empty })).toBe('invalid-request');
    const made = await Promise.all(
      [1, 2, 3].map(() => server.call('makeAppeal', make(rated)).catch(() => null)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await refusal('makeAppeal', make(rated))).toBe('already-appealed');
    expect((await mine()).counted).toBe(1);
  });

  test('is decided once, by a supervisor above, with a reason; the answer is shown and in the log', async () => {
    const { items } = (await server.call('listAppeals', { token: supervisor, query: {} })).body;
    expect(items).toMatchObject([{ by: '钱一帆', state: 'pending', ticketId: expect.any(String) }]);
    const params = { id: items[0]?.id ?? '' };
    const body = { verdict: 'upheld', reason: '停机属实' } as const;
    const none = { verdict: 'upheld', reason: '' };
    expect(await refusal('decideAppeal', { token: rated, params, body })).toBe('not-allowed');
    expect(await refusal('decideAppeal', { params, body })).toBe('not-signed-in');
    expect(await refusal('decideAppeal', { token: supervisor, params, body: none })).toBe('invalid-request');
    await server.call('decideAppeal', { token: supervisor, params, body });
    expect(await refusal('decideAppeal', { token: supervisor, params, body })).toBe('appeal-decided');
    expect(await mine()).toMatchObject({ counted: 0, upheld: 1, figures: { good: { of: 0, rate: null } } });
    const shown = (await server.call('listMyEntries', { token: rated, query: {} })).body.items[0]?.appeal;
    expect(shown).toMatchObject({ state: 'upheld', decision: '停机属实', ticketId: null });
    const inbox = (await server.call('listNotifications', { token: rated, query: {} })).body;
    expect(inbox.items).toMatchObject([{ kind: 'appeal-decided', title: '申诉成立' }]);
    const log = server.database.connection.collection('auditEntries');
    expect(await log.countDocuments({ 'subject.id': params.id })).toBe(2);
    const decided = (await server.call('listAppeals', { token: supervisor, query: { state: 'decided' } }))
      .body;
    expect(decided.items).toHaveLength(1);
  });

  test('is never decided by who made it, or by supervisors of other or lower units', async () => {
    const appeals = server.database.connection.collection('appeals');
    const [pattern] = await appeals.find().limit(1).toArray();
    const directory = server.app.organization.directory();
    const unitId = (code: string) => directory.unitByCode(code)?._id;
    const made = [
      { staffId: staffId('supervisor'), departmentId: unitId('gumei') },
      { staffId: staffId('admin'), departmentId: unitId('minhang') },
    ].map((who) => ({
      ...pattern,
      ...who,
      _id: new Types.ObjectId(),
      ratingId: new Types.ObjectId(),
      state: 'pending',
    }));
    await appeals.insertMany(made);
    const body = { verdict: 'upheld', reason: '成立' };
    for (const { _id } of made) {
      const call = { token: supervisor, params: { id: _id.toHexString() }, body };
      expect(await refusal('decideAppeal', call)).toBe('not-found');
    }
    expect((await server.call('listAppeals', { token: supervisor, query: {} })).body.items).toEqual([]);
    await appeals.deleteMany({ _id: { $in: made.map(({ _id }) => _id) } });
  });
});

describe('figures', () => {
  test('are for supervisors and auditors, of their own units; one’s own for all staff', async () => {
    const query = november;
    for (const id of ['listFigures', 'listAppeals', 'getMyFigures', 'listMyEntries'] as const) {
      expect(await refusal(id, { query })).toBe('not-signed-in');
      expect(await refusal(id, { token: await server.residentToken('figures'), query })).toBe('not-allowed');
    }
    for (const name of ['clerk', 'handler', 'admin'])
      expect(await refusal('listFigures', { token: await server.staffToken(name), query })).toBe(
        'not-allowed',
      );
    const above = { ...query, unit: 'minhang' };
    expect(await refusal('listFigures', { token: supervisor, query: above })).toBe('not-found');
  });

  test.each([
    ['no period', {}],
    ['a day that does not exist', { from: '2026-02-30', to: '2026-03-01' }],
    ['an end before its beginning', { from: '2026-11-02', to: '2026-11-01' }],
    ['more than a year', { from: '2025-01-01', to: '2026-11-01' }],
    ['an unknown subject', { ...november, by: 'moon' }],
  ])('are refused for %s', async (_name, query) => {
    expect(await refusal('listFigures', { token: supervisor, query })).toBe('invalid-request');
  });

  test('of any data are what one counts by hand, and only large samples are ranked', async () => {
    const data = await fill();
    for (const by of ['counter', 'staff', 'department'] as const) {
      const { rows, total } = await figures({ by });
      for (const row of rows) expect(row, `${by} ${row.name}`).toMatchObject(data.byHand(by, row.id));
      const ranks = rows.map(({ rank }) => rank);
      expect(ranks.some((rank) => rank !== null)).toBe(true);
      for (const { rank, figures } of rows) expect(rank === null).toBe(figures.good.of < 20);
      const rates = rows.filter(({ rank }) => rank !== null).map(({ figures }) => figures.good.rate ?? 0);
      expect(rates).toEqual([...rates].sort((a, b) => b - a));
      if (by !== 'staff') expect(total.counted).toBe(rows.reduce((sum, { counted }) => sum + counted, 0));
    }
    const qian = staffId('clerk.qian').toHexString();
    const token = await server.staffToken('clerk.qian');
    const mine = (await server.call('getMyFigures', { token, query: november })).body;
    expect(mine).toMatchObject(data.byHand('staff', qian));
  });
});

/** Puts random ratings, services, tickets and appeals into the database; answers with a count of them by hand. */
async function fill() {
  const { connection } = server.database;
  for (const name of ['ratings', 'tickets', 'serviceRecords', 'appeals'])
    await connection.collection(name).deleteMany({});
  const directory = server.app.organization.directory();
  const random = randomNumbers(2026);
  const pick = <Thing>(things: readonly Thing[]): Thing => {
    const thing = things[Math.floor(random() * things.length)];
    if (thing === undefined) throw new Error('nothing to pick');
    return thing;
  };
  const chance = (of: number) => random() < of;
  const now = server.clock.now();
  const start = new Date('2026-10-31T16:00:00.000Z');
  const made = Array.from({ length: 600 }, () => {
    const counter = pick(directory.counters());
    const staff = directory.staffAtCounter(counter._id).map(({ _id }) => _id);
    // Some of October, some of December.
    const servedAt = later(start, Math.floor(random() * 34 - 2) * dayMs + Math.floor(random() * 24) * hourMs);
    const createdAt = later(servedAt, Math.floor(random() * 5) * dayMs);
    const about = chance(0.2) ? [...staff, staffId('judicial')] : staff.slice(0, 1);
    const dueAt = later(now, Math.floor(random() * 20 - 10) * dayMs);
    const stoppedAt = chance(0.5) ? later(dueAt, Math.floor(random() * 4 - 2) * dayMs) : null;
    return {
      _id: new Types.ObjectId(),
      counter,
      about: [...new Map(about.map((id) => [id.toHexString(), id])).values()],
      servedAt,
      createdAt,
      rated: chance(0.8),
      byCode: chance(0.7),
      grade: pick<Grade>([5, 5, 5, 4, 3, 2, 1]),
      channel: chance(0.1) ? 7 : 3,
      excluded: chance(0.2),
      upheld: chance(0.2),
      supplementary: chance(0.15),
      replied: chance(0.6),
      measured: chance(0.5),
      realName: chance(0.5),
      contacted: chance(0.5),
      settle: { kind: 'settle', yellowAt: dueAt, dueAt, stoppedAt },
    };
  });
  const rated = made.filter((one) => one.rated);
  const bad = rated.filter(({ grade }) => isBadGrade(grade));
  await connection.collection('ratings').insertMany(
    rated.map(({ _id, counter, about, createdAt, servedAt, byCode, supplementary, grade, channel }) => ({
      _id,
      residentId: new Types.ObjectId(),
      idempotencyKey: _id.toHexString(),
      counterId: counter._id,
      departmentId: counter.departmentId,
      ...(byCode && !supplementary && { serviceRecordId: _id, servedAt }),
      ...(supplementary && { supplementTo: new Types.ObjectId() }),
      ratedStaffIds: about,
      grade,
      tags: [],
      channel: isBadGrade(grade) ? 3 : channel,
      createdAt,
    })),
  );
  await connection.collection('serviceRecords').insertMany(
    made
      .filter(({ byCode, about }) => byCode && about.length > 0)
      .map(({ _id, counter, about, servedAt }) => ({
        _id,
        token: _id.toHexString(),
        counterId: counter._id,
        staffId: about[0],
        servedAt,
      })),
  );
  await connection.collection('tickets').insertMany(
    bad.map((one) => ({
      sourceId: one._id,
      number: one._id.toHexString(),
      subject: {
        kind: 'rating',
        counterId: one.counter._id,
        grade: one.grade,
        ...(one.supplementary && { first: { grade: 5, ratedAt: one.servedAt, ticketNumber: null } }),
      },
      departmentId: one.counter.departmentId,
      ratedStaffIds: one.about,
      raisedAt: one.createdAt,
      personal: { contact: one.realName ? { name: '', phone: '' } : null, contactErased: false },
      excluded: one.excluded,
      reply: one.replied ? '已答复' : null,
      measures: one.measured ? ['apology'] : [],
      clocks: [one.settle],
      history: one.contacted ? [{ kind: 'contact' }] : [],
      open: false,
    })),
  );
  await connection
    .collection('appeals')
    .insertMany(bad.map(({ _id, upheld }) => ({ ratingId: _id, state: upheld ? 'upheld' : 'dismissed' })));

  const until = later(start, 30 * dayMs);
  const inNovember = (at: Date) => at >= start && at < until;
  return {
    byHand(by: 'counter' | 'staff' | 'department', id: string) {
      const theirs = made.filter(({ counter, about }) => {
        if (by === 'counter') return counter._id.equals(id);
        if (by === 'department') return counter.departmentId.equals(id);
        return about.length === 1 && about[0]?.equals(id);
      });
      const given = theirs.filter((one) => one.rated && inNovember(one.createdAt));
      const stands = ({ grade, excluded, upheld }: (typeof made)[number]) =>
        !isBadGrade(grade) || !(excluded || upheld);
      const left = given.filter((one) => !one.supplementary && stands(one));
      const out = given.filter((one) => !stands(one));
      const supplements = given.filter(({ supplementary }) => supplementary);
      // What is done about a bad supplement counts with what is done about the others.
      const valid = given.filter((one) => isBadGrade(one.grade) && stands(one));
      const active = left.filter(({ grade, channel }) => isBadGrade(grade) || channel !== 7);
      const good = (of: typeof made) => of.filter(({ grade }) => grade >= 3).length;
      // Who served is the first of those it is about.
      const served = made.filter(
        ({ counter, about, byCode, servedAt }) =>
          byCode &&
          inNovember(servedAt) &&
          (by === 'counter'
            ? counter._id.equals(id)
            : by === 'department'
              ? counter.departmentId.equals(id)
              : about[0]?.equals(id)),
      );
      const servedAndRated = served.filter(
        ({ rated, supplementary, about, createdAt }) =>
          rated && !supplementary && createdAt >= start && (by !== 'staff' || about.length === 1),
      );
      const withNumber = valid.filter(({ realName }) => realName);
      const due = valid.filter(({ settle }) => settle.stoppedAt !== null || settle.dueAt <= now);
      const inTime = due.filter(({ settle }) => settle.stoppedAt && settle.stoppedAt <= settle.dueAt);
      return {
        counted: left.length,
        excluded: out.filter(({ excluded }) => excluded).length,
        upheld: out.filter(({ excluded }) => !excluded).length,
        supplements: supplements.length,
        badSupplements: supplements.filter(({ grade }) => isBadGrade(grade)).length,
        figures: {
          good: { part: good(left), of: left.length },
          activeGood: { part: good(active), of: active.length },
          unrated: { part: served.length - servedAndRated.length, of: served.length },
          replied: { part: valid.filter(({ replied }) => replied).length, of: valid.length },
          measured: { part: valid.filter(({ measured }) => measured).length, of: valid.length },
          contacted: { part: withNumber.filter(({ contacted }) => contacted).length, of: withNumber.length },
          inTime: { part: inTime.length, of: due.length },
        },
      };
    },
  };
}
