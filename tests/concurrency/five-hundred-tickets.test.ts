import { demoPassword } from '@linli/server/demo/accounts.ts';
import { dayMs } from '@linli/server/platform/clock.ts';
import {
  type ApiCall,
  askFor,
  createApiCall,
  createTestClock,
  rateBadly,
  startTestServer,
  type TestServer,
} from '@linli/server/testing/index.ts';
import { alertSteps } from '@linli/shared/ticket-clocks.ts';
import {
  nextTicketState,
  plainStanding,
  type TicketAction,
  type TicketStanding,
  type TicketState,
  ticketActions,
} from '@linli/shared/ticket-life-cycle.ts';
import * as fc from 'fast-check';
import { sample } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server.ts';

const ticketCount = 500;
const attemptCount = 3_000;
/** Members of staff at work at the same moment. */
const atOnce = 16;
/** Tickets that most of them reach for. */
const wantedMost = 60;

/** Owns the database and opens the tickets, three weeks ago, so that by now every clock of theirs has run out. */
let owner: TestServer;
let processes: ServerProcess[];
let calls: ApiCall[];
/** Access tokens of everyone who may act on a ticket of the service centre, and of one who may not. */
let tokens: string[];
let ticketIds: string[];

beforeAll(async () => {
  owner = await startTestServer({ clock: createTestClock(new Date(Date.now() - 21 * dayMs)) });
  const open = async () => (await rateBadly(owner, { realName: true })).ticketId;
  ticketIds = await together(Array<typeof open>(ticketCount).fill(open), atOnce);
  processes = await Promise.all([0, 1].map(() => startServerProcess(owner.database)));
  calls = processes.map(({ origin }) => createApiCall(origin));
  tokens = await Promise.all(['handler', 'handler.zhou', 'supervisor', 'judicial.yang'].map(signIn));
}, 120_000);
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await owner.stop();
});

async function signIn(username: string): Promise<string> {
  await owner.app.identity.setPassword(username, demoPassword);
  const { body } = await pick(calls, 0)('signInStaff', { body: { username, password: demoPassword } });
  return body.accessToken;
}

function pick<T>(from: readonly T[], index: number): T {
  const one = from[index % from.length];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

/** Runs the jobs, so many at once. */
async function together<T>(jobs: readonly (() => Promise<T>)[], width: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) results.push(await job());
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

interface Done {
  ticketId: string;
  action: TicketAction;
  text: string;
  /** The version it was asked for. */
  version: number;
}

interface Attempt {
  /** Tried whether it is offered or not; null: one of those that are. */
  action: TicketAction | null;
  /** Who tries it, where, and which of the actions on offer. */
  dice: number;
}

/** What a member of staff tries who looks at the ticket first; null when it was refused. */
async function attempt(ticketId: string, text: string, tried: Attempt): Promise<Done | null> {
  const { dice } = tried;
  const call = pick(calls, dice);
  const parts = { token: pick(tokens, dice >> 1), params: { id: ticketId } };
  const seen = await call('getTicket', parts).catch(() => null);
  if (!seen) return null;
  const { version, actions } = seen.body;
  const action = tried.action ?? actions[dice % Math.max(1, actions.length)];
  if (action === undefined) return null;
  const body = askFor(action, version, text);
  return call('actOnTicket', { ...parts, body }).then(
    () => ({ ticketId, action, text, version }),
    () => null,
  );
}

/** What was done, as the answers said. */
async function workAtOnce(): Promise<Done[]> {
  const plan = sample(
    fc.record({
      ticket: fc.nat(ticketCount - 1),
      rush: fc.boolean(),
      action: fc.option(fc.constantFrom(...ticketActions), { freq: 2 }),
      dice: fc.nat(10_000),
    }),
    { numRuns: attemptCount, seed: 20261124 },
  );
  let working = true;
  const sweeping = Promise.all(
    processes.map(async (process) => {
      while (working) await process.sweep();
    }),
  );
  const outcomes = await together(
    plan.map(({ ticket, rush, ...tried }, index) => () => {
      const ticketId = pick(ticketIds, rush ? ticket % wantedMost : ticket);
      return attempt(ticketId, `第 ${index} 次`, tried);
    }),
    atOnce,
  );
  working = false;
  await sweeping;
  // A minute later, for what changed while the last round looked at it.
  await Promise.all(processes.map((process) => process.sweep()));
  return outcomes.filter((outcome) => outcome !== null);
}

interface StoredAlert {
  clock: string;
  step: string;
}

interface StoredStep {
  kind: TicketAction;
  text: string | null;
}

/** Where the steps lead, one after the other; null when one of them was not allowed. */
function endOf(steps: readonly StoredStep[]): TicketState | null {
  // Long overdue: too late to ask for more time, or to wait for the resident.
  const late = { ...plainStanding, hasContact: true, extendable: false, pausable: false };
  let standing: TicketStanding = { ...late, state: 'assigned' };
  for (const { kind } of steps) {
    const state = nextTicketState(standing, kind);
    if (state === null) return null;
    const { transfersLeft, request } = standing;
    standing = {
      ...standing,
      state,
      transfersLeft: kind === 'transfer' ? transfersLeft - 1 : transfersLeft,
      request: kind === 'ask-return' ? 'return' : endsRequest.includes(kind) ? null : request,
    };
  }
  return standing.state;
}
const endsRequest: readonly TicketAction[] = ['grant', 'refuse', 'reassign', 'reply'];

test('staff who all act at once, through two processes: nothing is lost, doubled or told twice', async () => {
  const done = await workAtOnce();
  // Enough was done to prove something, and enough refused.
  expect(done.length).toBeGreaterThan(attemptCount / 10);
  expect(done.length).toBeLessThan(attemptCount / 2);

  const { connection } = owner.database;
  const tickets = await connection.collection('tickets').find().toArray();
  expect(tickets).toHaveLength(ticketCount);
  for (const ticket of tickets) {
    const id = ticket._id.toHexString();
    const [opened, ...steps]: [StoredStep, ...StoredStep[]] = ticket.history;
    expect(opened.kind).toBe('opened');
    const answered = done
      .filter(({ ticketId }) => ticketId === id)
      .sort((one, other) => one.version - other.version);
    // Each version was changed once; each change that was answered is kept as it was asked, and there is no other.
    expect(answered.map(({ version }) => version)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.map(({ kind }) => kind)).toEqual(answered.map(({ action }) => action));
    for (const [index, { text }] of steps.entries())
      expect(text ?? answered[index]?.text).toBe(answered[index]?.text);
    expect(ticket.version).toBe(steps.length + 1);
    expect(ticket.state).toBe(endOf(steps));
    expect(ticket.handlerId).not.toBeNull();

    // Each clock that ran when the sweeps began has told of each step once, and left one message a person.
    const raised = ticket.alerts.map(({ clock, step }: StoredAlert) => `${clock} ${step}`);
    expect(new Set(raised).size).toBe(raised.length);
    expect(raised.length % alertSteps.length).toBe(0);
    expect(ticket.tellings).toEqual([]);
    // Only who got it just now has time left.
    expect(ticket.nextAlertAt?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Date.now());
  }
  const marks = tickets.flatMap(({ _id, alerts, clocks }) =>
    alerts.map(({ clock, step }: StoredAlert) => {
      const { dueAt } = clocks.find(({ kind }: { kind: string }) => kind === clock);
      return `${_id}:${clock}:${step}:${dueAt.getTime()}`;
    }),
  );
  const alertNotices = ['ticket-alert', 'ticket-escalated'];
  const told = await connection
    .collection('notifications')
    .find({ 'notice.kind': { $in: alertNotices } })
    .toArray();
  const messages = told.map(({ personId, occasion }) => `${personId} ${occasion}`);
  expect(new Set(messages).size).toBe(messages.length);
  const occasions = new Set(told.map(({ occasion }) => occasion));
  expect(marks.filter((mark) => !occasions.has(mark))).toEqual([]);

  // What was done stands in the audit log once each, and its chain holds, written by three processes.
  expect(await owner.app.audit.firstBreak('tickets')).toBeNull();
  const logged = await connection.collection('auditEntries').countDocuments({
    chain: 'tickets',
    action: { $regex: /^ticket-/, $ne: 'ticket-read' },
    outcome: 'done',
  });
  expect(logged).toBe(done.length);
}, 120_000);
