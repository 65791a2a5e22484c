import type { BodyOf } from '@linli/shared/api/types.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../platform/clock.ts';
import { createTestClock, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
/** Each test on a Monday of its own at half past nine, when the service centre has been open for half an hour. */
const clock = createTestClock();

beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());
beforeEach(() => {
  clock.advance(7 * dayMs - ((clock.now().getTime() - createTestClock().now().getTime()) % (7 * dayMs)));
});

interface OwnTicket {
  id: string;
  /** The account of its handler. */
  handler: string;
}

async function newTicket(realName = true): Promise<OwnTicket> {
  const { ticketId, handler } = await rateBadly(server, { realName });
  return { id: ticketId, handler };
}

/** The ticket as its handler sees it. They sign in each time: the clock moves further than a token lives. */
async function read({ id, handler }: OwnTicket) {
  return (await server.call('getTicket', { token: await server.staffToken(handler), params: { id } })).body;
}

async function act(ticket: OwnTicket, action: Record<string, unknown>) {
  const { version } = await read(ticket);
  const token = await server.staffToken(ticket.handler);
  const body = { ...action, version } as BodyOf<'actOnTicket'>; // a test's own actions
  return server.call('actOnTicket', { token, params: { id: ticket.id }, body });
}

/** The titles of the messages about one ticket, oldest first. */
async function toldOf(username: string, ticketId: string) {
  const token = await server.staffToken(username);
  const { body } = await server.call('listNotifications', { token, query: { limit: 50 } });
  const own = body.items.filter(({ subject }) => subject.id === ticketId);
  return own.map(({ title }) => title).reverse();
}

const colours = async (ticket: OwnTicket) =>
  (await read(ticket)).clocks.map(({ kind, colour }) => `${kind} ${colour}`);

async function after(ms: number) {
  clock.advance(ms);
  await server.app.tickets.raiseAlerts();
}

describe('the clocks of a ticket', () => {
  test('are shown with what is left of them, the most urgent one in the queue', async () => {
    const ticket = await newTicket();
    const { clocks } = await read(ticket);
    expect(clocks).toMatchObject([
      { kind: 'accept', colour: 'green', workingDays: 0, workingMinutes: 15 },
      { kind: 'contact', colour: 'green', workingDays: 1 },
      { kind: 'settle', colour: 'green', workingDays: 5 },
    ]);
    const token = await server.staffToken(ticket.handler);
    const queue = await server.call('listTickets', { token, query: { limit: 50 } });
    const row = queue.body.items.find(({ id }) => id === ticket.id);
    expect(row?.clock).toMatchObject({ kind: 'accept', workingMinutes: 15, late: false });
  });

  test('stop as the work goes on', async () => {
    const ticket = await newTicket();
    await act(ticket, { action: 'accept' });
    clock.advance(hourMs);
    await act(ticket, {
      action: 'contact',
      how: 'phone',
      reached: true,
      text: '电话联系，老人希望窗口备老花镜。',
    });
    clock.advance(8 * dayMs);
    expect(await colours(ticket)).toEqual(['accept green', 'contact green', 'settle red']);
    await act(ticket, { action: 'conclude', finding: 'substantiated', text: '属实' });
    await act(ticket, { action: 'reply', text: '已改进' });
    clock.advance(7 * dayMs);
    await server.app.tickets.closeUnjudged();
    const { clocks } = await read(ticket);
    expect(clocks.map(({ late, stoppedAt }) => [late, stoppedAt !== null])).toEqual([
      [false, true],
      [false, true],
      [true, true],
    ]);
  });

  test('of an anonymous rating know no contact, and the handler cannot enter one', async () => {
    const ticket = await newTicket(false);
    expect(await colours(ticket)).toEqual(['accept green', 'settle green']);
    await act(ticket, { action: 'accept' });
    const body = { action: 'contact', version: 2, how: 'phone', reached: true, text: '打过电话' };
    const refused = await server.call.refused('actOnTicket', {
      token: await server.staffToken(ticket.handler),
      params: { id: ticket.id },
      body,
    });
    expect([refused.status, refused.code]).toEqual([409, 'ticket-action-not-allowed']);
  });
});

describe('people are told', () => {
  test('the handler of a new ticket, and that its time is running out', async () => {
    const ticket = await newTicket();
    await after(8 * minuteMs);
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单']);
    await after(minuteMs);
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单', '快到期：接单']);
    expect(await toldOf('supervisor', ticket.id)).toEqual([]);
  });

  test('the supervisor, too, when it has run out', async () => {
    const ticket = await newTicket();
    await after(9 * minuteMs);
    await after(6 * minuteMs);
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单', '快到期：接单', '已超时：接单']);
    expect(await toldOf('supervisor', ticket.id)).toEqual(['已超时：接单']);
  });

  test('once, however often and by however many processes it is looked at', async () => {
    const ticket = await newTicket();
    clock.advance(20 * minuteMs);
    await Promise.all(Array.from({ length: 8 }, () => server.app.tickets.raiseAlerts()));
    await server.app.tickets.raiseAlerts();
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单', '快到期：接单', '已超时：接单']);
    const stored = await server.database.connection
      .collection('tickets')
      .findOne({ number: (await read(ticket)).number });
    expect(stored?.alerts).toHaveLength(2);
  });

  test('again by the next round when a process died before it marked the ticket', async () => {
    const ticket = await newTicket();
    await after(9 * minuteMs);
    const tickets = server.database.connection.collection('tickets');
    // As if the mark had never been written.
    await tickets.updateOne(
      { number: (await read(ticket)).number },
      { $set: { alerts: [], nextAlertAt: clock.now() } },
    );
    await after(0);
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单', '快到期：接单']);
  });

  test('nothing any more of a clock that has stopped', async () => {
    const ticket = await newTicket(false);
    await act(ticket, { action: 'accept' });
    await after(4 * hourMs);
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单']);
  });

  test('not outside office hours: the time of Friday evening’s ticket goes on when the office opens on Saturday', async () => {
    clock.advance(4 * dayMs + 6 * hourMs + 55 * minuteMs); // Friday, 16:25
    const ticket = await newTicket(false);
    await after(16 * hourMs + 25 * minuteMs); // Saturday, 8:50
    expect(await toldOf(ticket.handler, ticket.id)).toEqual(['您有新工单']);
    expect(await colours(ticket)).toEqual(['accept green', 'settle green']);
  });
});
