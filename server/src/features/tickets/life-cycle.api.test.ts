import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import {
  nextTicketState,
  plainStanding,
  type TicketAction,
  type TicketParty,
  type TicketStanding,
  type TicketState,
  type TicketTurn,
  ticketActions,
  ticketLifeCycle,
  ticketStates,
  ticketTurns,
} from '@linli/shared/ticket-life-cycle.ts';
import { type TicketRequestKind, transfersMax } from '@linli/shared/ticket-requests.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { askFor, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let ticketId: string;
let ratingId: string;
/** The access token of who rated. */
let resident: string;
/** As they start with the ticket. */
let clocks: unknown[];
let contact: unknown;
let tokens: Record<Reader, string>;

/** Everyone who could try, and what becomes of it: as a party of the ticket, without a say in it, or without sight of it. */
const readers = {
  'the handler': { username: 'handler', parties: ['handler'] },
  'the supervisor': { username: 'supervisor', parties: ['supervisor', 'reviewer'] },
  'a colleague of the handler': { username: 'handler.zhou', parties: [] },
  'a handler elsewhere': { username: 'judicial.yang', unseen: true },
  'a supervisor elsewhere': { username: 'judicial', unseen: true },
  'the person rated': { username: 'clerk.qian', unseen: true },
  'a clerk': { username: 'clerk.sun', barred: true },
  'a lawyer': { username: 'lawyer', barred: true },
  'an editor': { username: 'editor', barred: true },
  'an auditor': { username: 'auditor', barred: true },
  'an admin': { username: 'admin', barred: true },
} as const satisfies Record<string, Standing>;
type Reader = keyof typeof readers;

interface Standing {
  username: string;
  parties?: readonly TicketParty[];
  /** The ticket is not for their eyes. */
  unseen?: boolean;
  /** Their role has nothing to do with acting on tickets. */
  barred?: boolean;
}

beforeAll(async () => {
  server = await startTestServer();
  const organization = demoOrganization();
  await server.app.organization.load({
    ...organization,
    staff: organization.staff.map((member) => {
      if (member.username === 'clerk.qian') return { ...member, roles: ['clerk', 'handler'] };
      if (member.username === 'judicial') return { ...member, roles: ['supervisor'] };
      return member;
    }),
  });
  const names = Object.keys(readers) as Reader[];
  const pairs = await Promise.all(
    names.map(async (name) => [name, await server.staffToken(readers[name].username)] as const),
  );
  tokens = Object.fromEntries(pairs) as typeof tokens;
  ({ ticketId, ratingId, resident } = await rateBadly(server, { realName: true }));
  const opened = await server.database.connection
    .collection('tickets')
    .findOne({ _id: new Types.ObjectId(ticketId) });
  clocks = opened?.clocks ?? [];
  contact = opened?.personal.contact;
});
afterAll(() => server.stop());

/** What beside the state decides, as it is stored and as the table knows it. */
interface Circumstance {
  stored: object;
  standing: Partial<TicketStanding>;
}

const asked = (kind: TicketRequestKind): Circumstance => ({
  stored: { request: { kind, at: new Date(), staffId: new Types.ObjectId(), text: '测试' } },
  standing: { request: kind },
});

const plain: Circumstance = { stored: {}, standing: {} };
const circumstances: Record<string, Circumstance> = {
  'whose handler asks to give it back': asked('return'),
  'whose handler asks for more time': asked('extension'),
  'that waits for the resident': {
    stored: { pause: { at: new Date(), until: later(new Date(), dayMs) }, pauses: 1 },
    standing: { paused: true },
  },
  'that has waited as often as it may': { stored: { pauses: 2 }, standing: { pausable: false } },
  'that was passed on as often as it may': {
    stored: { transfers: transfersMax },
    standing: { transfersLeft: 0 },
  },
  'that was given more time': { stored: { extendedAt: new Date() }, standing: { extendable: false } },
  'that was opened again': { stored: { reopened: true }, standing: { reopened: true } },
  'whose resident left no number': { stored: { 'personal.contact': null }, standing: { hasContact: false } },
};

/** Puts the ticket where a cell of the table begins, in the hands of `handler` and about `clerk.qian`. */
async function bringTo(state: TicketState, version: number, { stored }: Circumstance) {
  const directory = server.app.organization.directory();
  const idOf = (username: string) => directory.staffByUsername(username)?._id;
  await server.database.connection.collection('tickets').updateOne(
    { _id: new Types.ObjectId(ticketId) },
    {
      $set: {
        state,
        version,
        open: state !== 'closed',
        handlerId: idOf('handler'),
        ratedStaffIds: [idOf('clerk.qian')],
        finding: null,
        departmentId: directory.unitByCode('service-centre')?._id,
        transfers: 0,
        request: null,
        extendedAt: null,
        pause: null,
        pauses: 0,
        pauseDays: 0,
        remindedAt: null,
        clocks,
        alerts: [],
        reopened: false,
        judgements: [],
        'personal.contact': contact,
        closesAt: state === 'replied' ? later(server.clock.now(), dayMs) : null,
        ...stored,
      },
    },
  );
}

async function stored() {
  const id = new Types.ObjectId(ticketId);
  const ticket = await server.database.connection.collection('tickets').findOne({ _id: id });
  return { state: ticket?.state as TicketState, version: ticket?.version as number };
}

/** What the table says of one cell. */
function expected(
  state: TicketState,
  action: TicketAction,
  standing: Standing,
  circumstance: Circumstance,
): string {
  if (standing.barred) return '403 not-allowed';
  if (standing.unseen) return '404 not-found';
  if (!ticketLifeCycle[action].by.some((party) => standing.parties?.includes(party)))
    return '403 not-allowed';
  const to = nextTicketState({ ...plainStanding, hasContact: true, ...circumstance.standing, state }, action);
  return to ? `200 ${to}` : '409 ticket-action-not-allowed';
}

let version = 1_000;

async function attempt(
  state: TicketState,
  action: TicketAction,
  token?: string,
  circumstance = plain,
): Promise<string> {
  version += 10;
  await bringTo(state, version, circumstance);
  const parts = { params: { id: ticketId }, body: askFor(action, version), ...(token && { token }) };
  const answer = await server
    .call('actOnTicket', parts)
    .then(({ status, body }) => `${status} ${body.state}`)
    .catch(async () => {
      const { status, code } = await server.call.refused('actOnTicket', parts);
      return `${status} ${code}`;
    });
  const after = await stored();
  const changed = after.version !== version;
  // What was refused has left no trace, and what was done is stored as it was answered.
  expect(changed ? `200 ${after.state}` : after.state).toBe(answer.startsWith('200') ? answer : state);
  return answer;
}

/** Every action of the reader, and what the table says of each. */
async function expectTable(state: TicketState, reader: Reader, circumstance: Circumstance) {
  const answers: [TicketAction, string][] = [];
  for (const action of ticketActions)
    answers.push([action, await attempt(state, action, tokens[reader], circumstance)]);
  expect(answers).toEqual(
    ticketActions.map((action) => [action, expected(state, action, readers[reader], circumstance)]),
  );
}

/** What becomes of the resident's judgement, or of nobody judging in time. */
async function turn(state: TicketState, move: TicketTurn, circumstance: Circumstance): Promise<string> {
  version += 10;
  await bringTo(state, version, circumstance);
  if (move === 'lapse') {
    await server.database.connection
      .collection('tickets')
      .updateOne({ _id: new Types.ObjectId(ticketId) }, { $set: { closesAt: server.clock.now() } });
    await server.app.tickets.closeUnjudged();
    return (await stored()).state;
  }
  const idempotencyKey = randomUUID();
  const body: BodyOf<'judgeRating'> =
    move === 'solved'
      ? { solved: true, idempotencyKey }
      : { solved: false, text: '没有解决', idempotencyKey };
  const parts = { params: { id: ratingId }, token: resident, body };
  const refused = await server.call('judgeRating', parts).then(
    () => null,
    () => server.call.refused('judgeRating', parts),
  );
  return refused ? `${refused.status} ${refused.code}` : (await stored()).state;
}

describe.each(ticketStates)('a ticket in state %s', (state) => {
  test.each(Object.keys(readers) as Reader[])('answers %s as the table says', async (reader) => {
    await expectTable(state, reader, plain);
  });

  describe.each(Object.entries(circumstances))('%s', (_what, circumstance) => {
    test.each(['the handler', 'the supervisor'] as const)('answers %s as the table says', (reader) =>
      expectTable(state, reader, circumstance),
    );
  });

  test.each(ticketTurns)('takes the turn “%s” as the table says', async (move) => {
    for (const circumstance of [plain, ...Object.values(circumstances)]) {
      const to = nextTicketState(
        { ...plainStanding, hasContact: true, ...circumstance.standing, state },
        move,
      );
      const otherwise = move === 'lapse' ? state : '409 judgement-not-open';
      expect(await turn(state, move, circumstance)).toBe(to ?? otherwise);
    }
  });

  test('answers nobody who is not signed in, and no resident', async () => {
    const resident = await server.residentToken('wang');
    for (const action of ticketActions) {
      expect(await attempt(state, action)).toBe('401 not-signed-in');
      expect(await attempt(state, action, resident)).toBe('403 not-allowed');
    }
  });
});
