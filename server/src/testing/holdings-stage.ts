import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { consentTo, serve } from '../demo/story.ts';
import { startTestServer, type TestServer } from './server.ts';

/** Who leaves name and number in these tests, and what they should have been. */
export const heldContact = { name: '王秀兰', phone: '13800001234' };
export const correctedContact = { name: '王秀英', phone: '13900005678' };

/** A server, and for each test a resident of its own, with what they leave behind and what becomes of it. */
export function useHoldings() {
  let started: TestServer | undefined;
  let name = '';
  let token = '';
  beforeAll(async () => {
    started = await startTestServer();
  });
  beforeEach(async () => {
    name = `p-${randomUUID().slice(0, 8)}`;
    await stage.signIn();
  });
  afterAll(() => started?.stop());

  const collection = (of: string) => stage.server.database.connection.collection(of);
  const ticketOf = async (sourceId: string) =>
    collection('tickets').findOne({ sourceId: new Types.ObjectId(sourceId) });

  const stage = {
    get server() {
      if (!started) throw new Error('the server starts before the tests, not before the file');
      return started;
    },
    /** The resident's. */
    get name() {
      return name;
    },
    get token() {
      return token;
    },
    collection,
    ticketOf,
    raw: async (of: string, id: string) => collection(of).findOne({ _id: new Types.ObjectId(id) }),
    /** Also to be called after the clock has gone on: access tokens are short. */
    async signIn() {
      token = await stage.server.residentToken(name);
    },
    /** A real-name rating at the counter of the judicial office; a bad one unless said otherwise. */
    async rate({
      grade = 1 as 1 | 5,
      comment = '等了很久',
      given = heldContact as typeof heldContact | null,
      by = token,
    } = {}) {
      const { token: record } = await serve(stage.server.app, 'B01', 'mediation');
      const common = { scene: `r.${record}`, grade, tags: [], comment, idempotencyKey: randomUUID() };
      const body: BodyOf<'submitRating'> = given
        ? { ...common, anonymous: false, contact: given, consent: consentTo('rating-contact') }
        : { ...common, anonymous: true };
      const { id } = (await stage.server.call('submitRating', { token: by, body })).body;
      await stage.server.app.followUps.settled();
      return { kind: 'rating' as const, id };
    },
    async complain() {
      const body = {
        kind: 'complaint' as const,
        text: '字太小',
        contact: heldContact,
        consent: consentTo('feedback-contact'),
        idempotencyKey: randomUUID(),
      };
      const { id } = (await stage.server.call('submitFeedback', { token, body })).body;
      await stage.server.app.followUps.settled();
      return { kind: 'feedback' as const, id };
    },
    /** The ticket of a rating or feedback, and the token of its handler. */
    async handledTicket(sourceId: string) {
      const ticket = await ticketOf(sourceId);
      const member = stage.server.app.organization.directory().staffMember(String(ticket?.handlerId));
      return { id: String(ticket?._id), handler: await stage.server.staffToken(member?.username ?? '') };
    },
    /** Takes the ticket of a rating or feedback through to its end. */
    async closeTicketOf({ id: sourceId }: { id: string }) {
      const { id, handler } = await stage.handledTicket(sourceId);
      const steps: BodyOf<'actOnTicket'>[] = [
        { action: 'accept', version: 1 },
        { action: 'conclude', version: 2, finding: 'substantiated', text: '属实' },
        { action: 'reply', version: 3, text: '已改进' },
      ];
      for (const body of steps)
        await stage.server.call('actOnTicket', { token: handler, params: { id }, body });
      await stage.server.app.tickets.judge(new Types.ObjectId(sourceId), {
        solved: true,
        text: null,
        idempotencyKey: randomUUID(),
      });
    },
    /** What goes at its time, goes. */
    async sweep() {
      await stage.server.app.ratings.holdings.sweep();
      await stage.server.app.feedback.holdings.sweep();
    },
    async erase(params: { kind: 'rating' | 'feedback'; id: string }, ...parts: ('contact' | 'comment')[]) {
      return (await stage.server.call('eraseMyData', { token, params, body: { parts } })).body;
    },
    async holdings(kind: 'rating' | 'feedback') {
      return (await stage.server.call('listMyHoldings', { token, params: { kind } })).body.items;
    },
    audited: (action: string, subjectId: string) =>
      collection('auditEntries').countDocuments({ chain: 'privacy', action, 'subject.id': subjectId }),
  };
  return stage;
}
