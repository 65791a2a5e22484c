import {
  nextTicketState,
  plainStanding,
  type TicketAction,
  type TicketParty,
  type TicketState,
  ticketActions,
  ticketLifeCycle,
  ticketStates,
} from '@linli/shared/ticket-life-cycle.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganization } from '../../demo/story.ts';
import { askFor, rateBadly, startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let ticketId: string;
/** As they start with the ticket. */
let clocks: unknown[];
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
  ({ ticketId } = await rateBadly(server, { realName: true }));
  const opened = await server.database.connection
    .collection('tickets')
    .findOne({ _id: new Types.ObjectId(ticketId) });
  clocks = opened?.clocks ?? [];
});
afterAll(() => server.stop());

/** Puts the ticket where a cell of the table begins, in the hands of `handler` and about `clerk.qian`. */
async function bringTo(state: TicketState, version: number) {
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
function expected(state: TicketState, action: TicketAction, standing: Standing): string {
  if (standing.barred) return '403 not-allowed';
  if (standing.unseen) return '404 not-found';
  if (!ticketLifeCycle[action].by.some((party) => standing.parties?.includes(party)))
    return '403 not-allowed';
  const to = nextTicketState({ ...plainStanding, state, hasContact: true }, action);
  return to ? `200 ${to}` : '409 ticket-action-not-allowed';
}

let version = 1_000;

async function attempt(state: TicketState, action: TicketAction, token?: string): Promise<string> {
  version += 10;
  await bringTo(state, version);
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

describe.each(ticketStates)('a ticket in state %s', (state) => {
  test.each(Object.keys(readers) as Reader[])('answers %s as the table says', async (reader) => {
    const answers: [TicketAction, string][] = [];
    for (const action of ticketActions) answers.push([action, await attempt(state, action, tokens[reader])]);
    expect(answers).toEqual(
      ticketActions.map((action) => [action, expected(state, action, readers[reader])]),
    );
  });

  test('answers nobody who is not signed in, and no resident', async () => {
    const resident = await server.residentToken('wang');
    for (const action of ticketActions) {
      expect(await attempt(state, action)).toBe('401 not-signed-in');
      expect(await attempt(state, action, resident)).toBe('403 not-allowed');
    }
  });
});
