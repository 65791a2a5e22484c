import { readdir } from 'node:fs/promises';
import type { EvidenceList } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import type { FileSettings } from '../platform/files/index.ts';
import { rateBadly } from './bad-rating.ts';
import { createTestClock } from './clock.ts';
import { type Adding, addEvidence } from './evidence.ts';
import { startTestServer, type TestServer } from './server.ts';

async function filesOf({ place, workDirectory }: FileSettings): Promise<string[]> {
  if ('s3' in place) throw new Error('only for a directory');
  const below = (directory: string) =>
    readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const entries = [...(await below(place.directory)), ...(await below(workDirectory))];
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

/** A ticket, and its handler's account and token. */
interface OwnTicket {
  id: string;
  handler: string;
  resident: string;
  token: string;
}

/** What the tests of a file add evidence to: a server, and tickets of their own. */
export function useEvidence() {
  const clock = createTestClock();
  let started: TestServer | undefined;
  beforeAll(async () => {
    started = await startTestServer({ clock });
  });
  afterAll(() => started?.stop());

  /** Sign-ins are limited; a token lives for as long as the clock stands still. */
  const tokens = new Map<string, Promise<string>>();
  const stage = {
    clock,
    get server() {
      if (!started) throw new Error('the server starts before the tests, not before the file');
      return started;
    },
    tokenOf(username: string): Promise<string> {
      const key = `${username} ${clock.now().getTime()}`;
      const token = tokens.get(key) ?? stage.server.staffToken(username);
      tokens.set(key, token);
      return token;
    },
    async newTicket(): Promise<OwnTicket> {
      const { ticketId, handler, resident } = await rateBadly(stage.server);
      return { id: ticketId, handler, resident, token: await stage.tokenOf(handler) };
    },
    /** Closes a ticket without walking through its life. */
    async close(id: string): Promise<void> {
      const closed = { open: false, state: 'closed', closedAt: clock.now() };
      await stage.server.database.connection
        .collection('tickets')
        .updateOne({ _id: new Types.ObjectId(id) }, { $set: closed });
    },
    add: (token: string | undefined, id: string, content: Buffer, more: Adding = {}) =>
      addEvidence(stage.server.call, token, id, content, more),
    /** Adds a file and answers with its id. */
    async added(ticket: { id: string; token: string }, content: Buffer, more: Adding = {}): Promise<string> {
      const { status, body } = await stage.add(ticket.token, ticket.id, content, more);
      const last = body.items?.at(-1);
      if (status !== 201 || !last) throw new Error(`${status} ${JSON.stringify(body)}`);
      return last.id;
    },
    list: async (token: string, id: string): Promise<EvidenceList> =>
      (await stage.server.call('listEvidence', { token, params: { id } })).body,
    fetchFile: (token: string, id: string, evidenceId: string, headers: Record<string, string> = {}) =>
      stage.server.call.raw('getEvidenceFile', { token, params: { id, evidenceId } }, { headers }),
    /** The names of all files in the store, finished or not, and of those in work. */
    stored: () => filesOf(stage.server.files),
    /** What the database knows of files. */
    notes: () => stage.server.database.connection.collection('files').find().toArray(),
    /** The audit log's entries of one action on one thing, newest first. */
    async auditOf(action: string, subject: string): Promise<string[]> {
      const token = await stage.tokenOf('auditor');
      const { body } = await stage.server.call('listAuditEntries', { token, query: { action, subject } });
      return body.items.map(({ outcome, actor, subject: of }) => `${outcome} ${actor.name} ${of?.kind}`);
    },
  };
  return stage;
}
