import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../platform/clock.ts';
import {
  createTestClock,
  rateBadly,
  staffBy,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let server: TestServer;
/** Each test begins on the same Monday at half past nine. */
const clock = createTestClock();
const monday = clock.now().getTime();
beforeAll(async () => {
  server = await startTestServer({ clock });
});
beforeEach(() => {
  clock.advance(monday - clock.now().getTime());
});
afterAll(() => server.stop());

type Step<Body = BodyOf<'actOnTicket'>> = Body extends unknown ? Omit<Body, 'version'> : never;

const idOf = (name: string) => String(server.app.organization.directory().staffByUsername(name)?._id);
const nameOf = (username: string) =>
  server.app.organization.directory().staffByUsername(username)?.name ?? '';
const otherThan = (handler: string) => (handler === 'handler' ? 'handler.zhou' : 'handler');

const tokens = new Map<string, { token: string; at: number }[]>();

/** Signed in as often as the clock asks for it: it moves further than a token lives, and back. */
async function tokenOf(name: string): Promise<string> {
  const now = clock.now().getTime();
  const known = tokens.get(name) ?? [];
  const valid = known.find(({ at }) => at <= now && now < at + 9 * minuteMs);
  if (valid) return valid.token;
  const token = await server.staffToken(name);
  tokens.set(name, [...known, { token, at: now }]);
  return token;
}

async function read(as: string, id: string): Promise<TicketDetail> {
  return (await server.call('getTicket', { token: await tokenOf(as), params: { id } })).body;
}
async function act(as: string, id: string, step: Step): Promise<TicketDetail> {
  const { version } = await read('supervisor', id);
  const body = { ...step, version } as BodyOf<'actOnTicket'>;
  return (await server.call('actOnTicket', { token: await tokenOf(as), params: { id }, body })).body;
}
async function refused(as: string, id: string, step: object) {
  const { version } = await read('supervisor', id);
  const token = await tokenOf(as);
  const { status, code } = await server.call.refused('actOnTicket', {
    token,
    params: { id },
    body: { version, ...step },
  });
  return [status, code];
}
async function toldOf(username: string, id: string) {
  const token = await tokenOf(username);
  const { body } = await server.call('listNotifications', { token, query: { limit: 50 } });
  return body.items.filter(({ subject }) => subject.id === id).map(({ title }) => title);
}
const clockOf = (ticket: TicketDetail, kind: string) => ticket.clocks.find((one) => one.kind === kind);

async function newTicket(realName = true) {
  const { ticketId, handler, ratingId, resident } = await rateBadly(server, { realName });
  return { id: ticketId, handler, other: otherThan(handler), ratingId, resident };
}
async function accepted(realName = true) {
  const ticket = await newTicket(realName);
  await act(ticket.handler, ticket.id, { action: 'accept' });
  return ticket;
}

describe('a handler passes a ticket on', () => {
  test('to a colleague with a reason: they accept it anew, with the time for it from now', async () => {
    const { id, handler, other } = await accepted();
    const before = await read(handler, id);
    clock.advance(hourMs);
    const after = await act(handler, id, { action: 'transfer', to: idOf(other), text: '对方熟悉此事项' });
    expect(after).toMatchObject({ state: 'assigned', handler: { name: nameOf(other) }, transfersLeft: 1 });
    expect(clockOf(after, 'accept')).toMatchObject({ colour: 'green', stoppedAt: null, workingMinutes: 15 });
    expect(clockOf(after, 'settle')?.dueAt, 'the answer is due as before').toBe(
      clockOf(before, 'settle')?.dueAt,
    );
    expect(after.history.at(-1)).toMatchObject({
      kind: 'transfer',
      by: nameOf(handler),
      to: nameOf(other),
      text: '对方熟悉此事项',
    });
    expect(after.actions, 'it is not theirs any more').toEqual([]);
    expect(await toldOf(other, id)).toEqual(['有工单转给您']);
    expect((await act(other, id, { action: 'accept' })).state).toBe('accepted');
  });

  test('and is told again when the second person lets the time pass', async () => {
    const { id, handler, other } = await newTicket(false);
    clock.advance(20 * minuteMs);
    await server.app.tickets.raiseAlerts();
    await act(handler, id, { action: 'transfer', to: idOf(other), text: '请帮忙' });
    clock.advance(10 * minuteMs);
    await server.app.tickets.raiseAlerts();
    expect(await toldOf(other, id)).toEqual(['快到期：接单', '有工单转给您']);
    clock.advance(10 * minuteMs);
    await server.app.tickets.raiseAlerts();
    expect((await toldOf('supervisor', id)).filter((title) => title === '已超时：接单')).toHaveLength(2);
  });

  test('twice; after that a supervisor decides', async () => {
    const { id, handler, other } = await newTicket();
    await act(handler, id, { action: 'transfer', to: idOf(other), text: '第一次' });
    const second = await act(other, id, { action: 'transfer', to: idOf(handler), text: '第二次' });
    expect(second.transfersLeft).toBe(0);
    expect((await read(handler, id)).actions).not.toContain('transfer');
    expect(await refused(handler, id, { action: 'transfer', to: idOf(other), text: '第三次' })).toEqual([
      409,
      'ticket-action-not-allowed',
    ]);
  });

  test('to whom the rules give it when nobody is named', async () => {
    const { id, handler, other } = await newTicket();
    expect(await act(handler, id, { action: 'transfer', text: '手上太多' })).toMatchObject({
      handler: { name: nameOf(other) },
    });
  });

  test('only to those who may have it', async () => {
    const { id, handler } = await newTicket();
    const targets = await server.call('listTicketTargets', {
      token: await tokenOf(handler),
      params: { id },
    });
    expect(targets.body.people.map(({ name }) => name)).toEqual([nameOf(otherThan(handler))]);
    expect(targets.body.departments).toEqual([]);
    for (const name of ['judicial.yang', 'clerk.sun', 'clerk.qian', 'supervisor', handler])
      expect(await refused(handler, id, { action: 'transfer', to: idOf(name), text: '请接' })).toEqual([
        409,
        'target-not-possible',
      ]);
  });

  test('and of two who do so at once, one wins and nothing is doubled', async () => {
    const { id, handler, other } = await newTicket();
    const token = await tokenOf(handler);
    const body = { action: 'transfer' as const, version: 1, text: '同时', to: idOf(other) };
    const answers = await Promise.allSettled(
      [1, 2].map(() => server.call('actOnTicket', { token, params: { id }, body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const after = await read('supervisor', id);
    expect([after.version, after.transfersLeft]).toEqual([2, 1]);
    expect(await toldOf(other, id)).toEqual(['有工单转给您']);
  });

  test('and a message that died with its process is delivered by the sweep', async () => {
    const { id, handler, other } = await newTicket();
    const dies = vi.spyOn(server.app.notifications, 'tell').mockRejectedValueOnce(new Error('killed'));
    expect(await refused(handler, id, { action: 'transfer', to: idOf(other), text: '进程死了' })).toEqual([
      500,
      'internal',
    ]);
    dies.mockRestore();
    expect((await read('supervisor', id)).handler?.name, 'the change was stored').toBe(nameOf(other));
    expect(await toldOf(other, id)).toEqual([]);
    const sweep = server.app.tickets.jobs.find(({ name }) => name === 'deliver ticket messages');
    await sweep?.run();
    await sweep?.run();
    expect(await toldOf(other, id)).toEqual(['有工单转给您']);
  });
});

describe('“not ours”', () => {
  test('is asked of a supervisor, who names another department', async () => {
    const { id, handler } = await accepted();
    const asked = await act(handler, id, { action: 'ask-return', text: '应由司法所办理' });
    expect(asked).toMatchObject({
      state: 'accepted',
      request: { kind: 'return', by: nameOf(handler), text: '应由司法所办理' },
    });
    expect(asked.actions).not.toContain('grant');
    expect(await toldOf('supervisor', id)).toEqual(['待审批：申请退回']);
    const granted = await act('supervisor', id, { action: 'grant', department: 'judicial-office' });
    expect(granted).toMatchObject({ state: 'assigned', request: null, department: { name: '司法所' } });
    expect(['韩正言', '杨守诚']).toContain(granted.handler?.name);
    expect(await toldOf(handler, id)).toContain('申请已同意');
    // The department it has left does not see it any more.
    const token = await tokenOf(handler);
    expect((await server.call.refused('getTicket', { token, params: { id } })).code).toBe('not-found');
  });

  test('is granted with a person, whose department it becomes', async () => {
    const { id, handler } = await newTicket();
    await act(handler, id, { action: 'ask-return', text: '不归我们' });
    const granted = await act('supervisor', id, { action: 'grant', to: idOf('station') });
    expect(granted).toMatchObject({ handler: { name: '吕佳宁' }, department: { name: '公共法律服务站' } });
  });

  test('is granted to whom the rules say, when neither is named', async () => {
    const { id, handler, other } = await newTicket();
    await act(handler, id, { action: 'ask-return', text: '不归我们' });
    expect((await act('supervisor', id, { action: 'grant' })).handler?.name).toBe(nameOf(other));
  });

  test('is refused with a reason, and the work goes on', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, { action: 'ask-return', text: '不归我们' });
    expect(await refused('supervisor', id, { action: 'refuse' })).toEqual([400, 'invalid-request']);
    const after = await act('supervisor', id, { action: 'refuse', text: '属于你们的事项' });
    expect(after).toMatchObject({ state: 'accepted', request: null });
    expect(after.history.at(-1)).toMatchObject({ kind: 'refuse', text: '属于你们的事项' });
    expect(await toldOf(handler, id)).toContain('申请未同意');
    expect((await read(handler, id)).actions).toContain('conclude');
  });

  test('is decided by nobody but a supervisor in reach who does not handle it', async () => {
    const { id, handler, other } = await newTicket();
    expect(await refused('supervisor', id, { action: 'grant' })).toEqual([409, 'ticket-action-not-allowed']);
    await act(handler, id, { action: 'ask-return', text: '不归我们' });
    for (const name of [handler, other])
      expect(await refused(name, id, { action: 'grant' })).toEqual([403, 'not-allowed']);
    expect(await refused('judicial', id, { action: 'grant' })).toEqual([404, 'not-found']);
    for (const step of [
      { action: 'grant', department: 'moon' },
      { action: 'grant', to: idOf('clerk.qian') },
      { action: 'grant', to: idOf(handler) },
    ])
      expect(await refused('supervisor', id, step)).toEqual([409, 'target-not-possible']);
    const both = { action: 'grant', department: 'judicial-office', to: idOf(other) };
    expect(await refused('supervisor', id, both)).toEqual([400, 'invalid-request']);
    expect(await refused('director', id, { action: 'grant', department: 'judicial-office' })).toEqual([
      409,
      'target-not-possible',
    ]);
  });

  test('cannot be asked where nobody is left to decide', async () => {
    await staffBy(server, {
      supervisor: { roles: ['handler', 'supervisor'], department: 'service-centre' },
      director: { roles: ['clerk'] },
      handler: { roles: ['clerk'] },
      'handler.zhou': { roles: ['clerk'] },
    });
    const { ticketId } = await rateBadly(server);
    expect(await refused('supervisor', ticketId, { action: 'ask-return', text: '不归我们' })).toEqual([
      409,
      'nobody-to-decide',
    ]);
    await staffBy(server, {});
  });
});

describe('a supervisor', () => {
  test('gives a ticket to somebody else, and both are told', async () => {
    const { id, handler, other } = await accepted();
    const after = await act('supervisor', id, { action: 'reassign', to: idOf(other), text: '太慢' });
    expect(after).toMatchObject({ state: 'assigned', handler: { name: nameOf(other) }, transfersLeft: 2 });
    expect(await toldOf(other, id)).toEqual(['有工单转给您']);
    expect(await toldOf(handler, id)).toContain('工单已改派');
    expect(await refused(handler, id, { action: 'accept' })).toEqual([403, 'not-allowed']);
  });

  test('takes it over, or gives it to any handler in reach', async () => {
    const { id } = await newTicket();
    const targets = await server.call('listTicketTargets', {
      token: await tokenOf('supervisor'),
      params: { id },
    });
    const names = targets.body.people.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['沈文清', '顾怀民', '韩正言', '吕佳宁']));
    expect(names, 'neither clerks nor the person rated').not.toContain('钱一帆');
    expect(targets.body.departments.map(({ code }) => code)).toEqual(['judicial-office', 'legal-station']);
    const mine = await act('supervisor', id, { action: 'reassign', to: idOf('supervisor'), text: '我来' });
    expect(mine).toMatchObject({ handler: { name: '沈文清' }, department: { name: '社区事务受理服务中心' } });
    expect(mine.actions).toContain('accept');
  });

  test('leaves a conclusion as it is, when somebody else is to answer', async () => {
    const { id, handler, other } = await accepted();
    await act(handler, id, { action: 'conclude', finding: 'substantiated', text: '属实' });
    const after = await act('supervisor', id, { action: 'reassign', to: idOf(other), text: '请假' });
    expect(after).toMatchObject({ state: 'concluded', finding: 'substantiated' });
    expect(clockOf(after, 'accept')?.stoppedAt).not.toBeNull();
    expect((await read(other, id)).actions).toContain('reply');
  });

  test('reminds the handler, at most once an hour', async () => {
    const { id, handler } = await newTicket();
    await act('supervisor', id, { action: 'remind', text: '请今天联系老人' });
    expect(await toldOf(handler, id)).toContain('督办人提醒您');
    clock.advance(59 * minuteMs);
    expect(await refused('director', id, { action: 'remind', text: '再催' })).toEqual([
      409,
      'reminded-recently',
    ]);
    clock.advance(minuteMs);
    await act('director', id, { action: 'remind', text: '再催一次' });
    expect(await refused(handler, id, { action: 'remind', text: '自己' })).toEqual([403, 'not-allowed']);
    expect(await refused('supervisor', id, { action: 'remind', text: '长'.repeat(101) })).toEqual([
      400,
      'invalid-request',
    ]);
  });
});

describe('more time', () => {
  test('is asked for with a reason and granted once: 15 working days from the opening', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, { action: 'ask-extension', text: '要等区里回函' });
    expect(await toldOf('supervisor', id)).toEqual(['待审批：申请延期']);
    const granted = await act('supervisor', id, { action: 'grant', text: '同意' });
    expect(granted).toMatchObject({ state: 'accepted', request: null, handler: { name: nameOf(handler) } });
    expect(clockOf(granted, 'settle')).toMatchObject({ colour: 'green', workingDays: 15 });
    expect(await toldOf(handler, id)).toContain('申请已同意');
    expect((await read(handler, id)).actions).not.toContain('ask-extension');
  });

  test('is refused with a reason, and can be asked for once more', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, { action: 'ask-extension', text: '忙' });
    const after = await act('supervisor', id, { action: 'refuse', text: '理由不充分' });
    expect(clockOf(after, 'settle')).toMatchObject({ workingDays: 5 });
    expect((await read(handler, id)).actions).toContain('ask-extension');
  });

  test('names nobody, and comes too late once the time has run out', async () => {
    const { id, handler, other } = await accepted();
    await act(handler, id, { action: 'ask-extension', text: '要等回函' });
    expect(await refused('supervisor', id, { action: 'grant', to: idOf(other) })).toEqual([
      400,
      'invalid-request',
    ]);
    const late = await accepted();
    clock.advance(8 * dayMs);
    expect(await refused(late.handler, late.id, { action: 'ask-extension', text: '晚了' })).toEqual([
      409,
      'ticket-action-not-allowed',
    ]);
    // Asked for in time, it can still be granted.
    const granted = await act('supervisor', id, { action: 'grant' });
    expect(clockOf(granted, 'settle')).toMatchObject({ late: false });
  });

  test('is no matter any more once the resident has the answer', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, { action: 'ask-extension', text: '要等回函' });
    await act(handler, id, { action: 'conclude', finding: 'substantiated', text: '属实' });
    expect((await act(handler, id, { action: 'reply', text: '已改进' })).request).toBeNull();
  });
});

describe('waiting for the resident', () => {
  test('stops the time to answer, which goes on with what was left', async () => {
    const { id, handler } = await accepted();
    clock.advance(2 * hourMs);
    const waiting = await act(handler, id, { action: 'pause', text: '请补充办事回执' });
    expect(waiting.pause?.until).toBe(waiting.pause && untilOf(waiting.pause.at));
    expect(clockOf(waiting, 'settle')).toMatchObject({ paused: true });
    const left = clockOf(waiting, 'settle')?.workingMinutes;
    clock.advance(2 * dayMs);
    expect(clockOf(await read(handler, id), 'settle')).toMatchObject({ workingMinutes: left, paused: true });
    expect(await refused(handler, id, { action: 'conclude', finding: 'mistaken', text: '直接结论' })).toEqual(
      [409, 'ticket-action-not-allowed'],
    );
    const going = await act(handler, id, { action: 'resume' });
    expect(going.pause).toBeNull();
    expect(clockOf(going, 'settle')).toMatchObject({ workingMinutes: left, paused: false });
  });

  /** Ten working days later, at closing time. */
  const untilOf = (at: string) =>
    `${new Date(Date.parse(at) + 14 * dayMs).toISOString().slice(0, 10)}T08:30:00.000Z`;

  test('is told to the resident in plain words, without names', async () => {
    const { id, handler, ratingId, resident } = await accepted();
    await act(handler, id, { action: 'pause', text: '请补充办事回执' });
    await act(handler, id, { action: 'resume', text: '内部：已收到' });
    const token = resident;
    const answer = await server.call
      .refused('getMyRating', { token, params: { id: ratingId } })
      .catch(() => null);
    expect(answer).toBeNull();
    const { body } = await server.call('getMyRating', { token, params: { id: ratingId } });
    expect(body.timeline.slice(-2).map(({ kind, text }) => [kind, text])).toEqual([
      ['paused', '请补充办事回执'],
      ['resumed', null],
    ]);
    expect(JSON.stringify(body)).not.toContain(nameOf(handler));
  });

  test('ends by itself after ten working days, and the handler is told; twice is the most', async () => {
    const { id, handler } = await accepted();
    await act(handler, id, { action: 'contact', how: 'phone', reached: true, text: '请补充' });
    await act(handler, id, { action: 'pause', text: '等回执' });
    await act(handler, id, { action: 'resume' });
    await act(handler, id, { action: 'pause', text: '再等' });
    clock.advance(14 * dayMs + 8 * hourMs);
    await Promise.all(Array.from({ length: 4 }, () => server.app.tickets.raiseAlerts()));
    const after = await read(handler, id);
    expect(after.pause).toBeNull();
    expect(after.history.filter(({ kind }) => kind === 'resume')).toMatchObject([
      { by: nameOf(handler) },
      { by: null },
    ]);
    expect((await toldOf(handler, id)).filter((title) => title === '工单恢复计时')).toHaveLength(1);
    expect(after.actions, 'no days are left').not.toContain('pause');
    expect(clockOf(after, 'settle')).toMatchObject({ late: false, paused: false });
  });

  test('needs a resident who can be reached', async () => {
    const { id, handler } = await accepted(false);
    expect(await refused(handler, id, { action: 'pause', text: '等谁' })).toEqual([
      409,
      'ticket-action-not-allowed',
    ]);
  });

  test('ends when somebody else gets the ticket', async () => {
    const { id, handler, other } = await accepted();
    await act(handler, id, { action: 'pause', text: '等回执' });
    const after = await act(handler, id, { action: 'transfer', to: idOf(other), text: '请假' });
    expect(after.pause).toBeNull();
    expect(clockOf(after, 'settle')?.paused).toBe(false);
  });
});

describe('a ticket that runs late', () => {
  test('is told to its handler, then to the supervisor, then to the head of the department, each once', async () => {
    // Later than all others, so that its messages come first.
    clock.advance(28 * dayMs);
    const { id, handler } = await newTicket(false);
    const round = async (minutes: number) => {
      clock.advance(minutes * minuteMs);
      await server.app.tickets.raiseAlerts();
      await server.app.tickets.raiseAlerts();
      const told = await Promise.all([handler, 'supervisor', 'director'].map((name) => toldOf(name, id)));
      return told.map((titles) => titles.length);
    };
    expect(await round(8)).toEqual([1, 0, 0]);
    expect(await round(1)).toEqual([2, 0, 0]);
    expect(await round(6)).toEqual([3, 1, 0]);
    expect(await round(7)).toEqual([3, 1, 0]);
    expect(await round(1)).toEqual([3, 1, 1]);
    expect(await round(60)).toEqual([3, 1, 1]);
    expect(await toldOf('director', id)).toEqual(['严重超时：接单']);
  });
});

test('nobody passes on a ticket that is not theirs, or of an old version, or without a reason', async () => {
  const { id, handler, other } = await newTicket();
  const step = { action: 'transfer', to: idOf(other), text: '请接' };
  expect(await refused(other, id, step)).toEqual([403, 'not-allowed']);
  expect(await refused('auditor', id, step)).toEqual([403, 'not-allowed']);
  expect(await refused('judicial.yang', id, step)).toEqual([404, 'not-found']);
  expect(await refused(handler, id, { ...step, text: ' ' })).toEqual([400, 'invalid-request']);
  expect(await refused(handler, id, { ...step, to: 'x' })).toEqual([400, 'invalid-request']);
  await act(handler, id, { action: 'note', text: '先看看' });
  expect(await refused(handler, id, { ...step, version: 1 })).toEqual([409, 'ticket-changed']);
  const body = { ...step, version: 2 };
  expect((await server.call.refused('actOnTicket', { params: { id }, body })).code).toBe('not-signed-in');
  const targets = (as?: string) =>
    server.call.refused('listTicketTargets', { ...(as && { token: as }), params: { id } });
  expect((await targets()).code).toBe('not-signed-in');
  expect((await targets(await tokenOf(other))).code).toBe('not-allowed');
  expect((await targets(await tokenOf('judicial.yang'))).code).toBe('not-found');
});
