import { randomUUID } from 'node:crypto';
import type { Grade } from '@linli/shared/grades.ts';
import { Types } from 'mongoose';
import { consentTo, serve } from '../demo/story.ts';
import type { TestServer } from './server.ts';

/** What a resident leaves who wants to be called. */
export const testContact = { name: '王秀兰', phone: '13800001234' };

interface BadRating {
  ratingId: string;
  /** The access token of who gave it. */
  resident: string;
  ticketId: string;
  /** The account of the ticket's handler. */
  handler: string;
}

/** Rates a new service badly, as a resident of its own, and waits for the ticket. */
export async function rateBadly(
  server: TestServer,
  {
    realName = false,
    grade = 2 as Grade,
    comment = '等了很久',
    counter = 'A02',
    serviceItem = 'birth-registration',
  } = {},
): Promise<BadRating> {
  const { app, call } = server;
  const { token } = await serve(app, counter, serviceItem);
  const resident = await server.residentToken(`t-${randomUUID().slice(0, 8)}`);
  const common = { scene: `r.${token}`, grade, tags: [], comment, idempotencyKey: randomUUID() };
  const body = realName
    ? { ...common, anonymous: false as const, contact: testContact, consent: consentTo('rating-contact') }
    : { ...common, anonymous: true as const };
  const { id: ratingId } = (await call('submitRating', { token: resident, body })).body;
  await app.followUps.settled();
  const ticket = await app.tickets.progressOf(new Types.ObjectId(ratingId));
  const handler = ticket?.handlerId && app.organization.directory().staffMember(ticket.handlerId);
  if (!ticket || !handler) throw new Error('no ticket was opened, or nobody handles it');
  return { ratingId, resident, ticketId: ticket._id.toHexString(), handler: handler.username };
}
