import { demoPassword } from '@linli/server/demo/accounts.ts';
import type { TestServer } from '@linli/server/testing/index.ts';
import { Types } from 'mongoose';
import type { Person } from './person.ts';

/** A rating's ticket, and who it went to; they can sign in from now on. */
export async function ticketOf({ app }: TestServer, ratingId: string) {
  await app.followUps.settled();
  const ticket = await app.tickets.progressOf(new Types.ObjectId(ratingId));
  const handler = ticket?.handlerId && app.organization.directory().staffMember(ticket.handlerId);
  if (!ticket || !handler) throw new Error(`rating ${ratingId} has no ticket that somebody handles`);
  await app.identity.setPassword(handler.username, demoPassword);
  return { id: ticket._id.toHexString(), number: ticket.number, handler };
}

/** Signs in and waits for the queue. */
export async function signIn(person: Person, username: string): Promise<void> {
  await person.open('staff/sign-in/index');
  await person.field('账号').fill(username);
  await person.field('密码').fill(demoPassword);
  await person.button('登录').click();
  await person.page.waitForURL(/staff\/queue/);
}

/** Draws the conclusion, with what was done about it. */
export async function conclude(person: Person, finding: string, text: string, measures: string[] = []) {
  await person.button('下结论').click();
  await person.radio(finding).click();
  await person.field('调查情况').fill(text);
  for (const measure of measures) await person.checkbox(measure).click();
  await person.button('确认下结论').click();
}

/** Opens the sheet of an action, writes, and confirms. */
export async function write(person: Person, action: string, field: string, text: string): Promise<void> {
  await person.button(action).click();
  await person.field(field).fill(text);
  await person.button(`确认${action}`).click();
}
