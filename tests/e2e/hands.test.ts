import { demoPassword } from '@linli/server/demo/accounts.ts';
import { expect, it } from 'vitest';
import type { Person } from './person.ts';
import { fillIn, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();

/** A bad rating whose ticket its handler has accepted. */
async function accepted(): Promise<{
  handler: Person;
  id: string;
  other: { username: string; name: string };
}> {
  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  const ticket = await ticketOf(stage.server, await send(resident));
  const username = ticket.handler.username === 'handler' ? 'handler.zhou' : 'handler';
  const other = stage.server.app.organization.directory().staffByUsername(username);
  for (const name of [username, 'supervisor'])
    await stage.server.app.identity.setPassword(name, demoPassword);
  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.button('接单').click();
  await handler.sees('办理中');
  return { handler, id: ticket.id, other: { username, name: other?.name ?? '' } };
}

async function openAs(username: string, id: string): Promise<Person> {
  const person = await stage.person();
  await signIn(person, username);
  await person.open(`staff/ticket/index?id=${id}`);
  return person;
}

it('a handler passes a ticket on, and the colleague accepts it anew', async () => {
  const { handler, id, other } = await accepted();
  await handler.button('更多').click();
  await handler.sees('更多操作');
  await handler.button('转办').click();
  await handler.page.getByRole('radio', { name: new RegExp(other.name) }).click();
  await handler.field('转办原因').fill('他熟悉这个事项');
  await handler.sees('转办');
  await handler.button('确认转办').click();
  await handler.sees('待接单');
  await handler.reads(`转办给${other.name}`);
  expect(await handler.button('接单').count(), 'it is not theirs any more').toBe(0);
  const colleague = await openAs(other.username, id);
  await colleague.button('接单').click();
  await colleague.sees('办理中');
});

it('a handler asks for more time, and a supervisor grants it', async () => {
  const { handler, id } = await accepted();
  await handler.button('更多').click();
  await handler.button('申请延期').click();
  await handler.field('为什么要更长时间').fill('要等区里回函');
  await handler.button('确认申请延期').click();
  await handler.reads(/申请延期，等督办人决定：要等区里回函/);
  const supervisor = await openAs('supervisor', id);
  await supervisor.button('同意申请').click();
  await supervisor.sees('同意申请');
  await supervisor.button('确认同意申请').click();
  await supervisor.reads('还剩 15 个工作日');
});
