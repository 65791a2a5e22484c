import { describe, expect, it } from 'vitest';
import type { Person } from './person.ts';
import { commentField, complaint, fillIn, scan, send, thanks } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();
const submissions = '**/api/v1/ratings';

async function formIsAsTyped(person: Person): Promise<void> {
  await person.field(commentField).waitFor();
  expect(await person.field(commentField).inputValue()).toBe(complaint.comment);
  expect(await person.radio(complaint.grade).getAttribute('aria-checked')).toBe('true');
  for (const reason of complaint.reasons) {
    expect(await person.checkbox(reason).getAttribute('aria-checked')).toBe('true');
  }
}

describe('what was typed', () => {
  it('stays when the connection is lost, and is sent once when it is back', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    await resident.context.setOffline(true);
    await resident.button('提交评价').click();
    await resident.reads('网络没有连上');
    await formIsAsTyped(resident);
    expect(await stage.ratings()).toBe(before);

    await resident.context.setOffline(false);
    await send(resident, '再提交一次');
    await resident.sees(thanks);
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('is stored once when only the answer was lost', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    await resident.page.route(submissions, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await resident.button('提交评价').click();
    await resident.reads('网络没有连上');
    expect(await stage.ratings()).toBe(before + 1);

    await resident.page.unroute(submissions);
    await send(resident, '再提交一次');
    await resident.sees(thanks);
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('is there again after the page was closed', async () => {
    const scene = await stage.served();
    const resident = await stage.person();
    await scan(resident, scene);
    await fillIn(resident);
    await resident.reopen();
    await scan(resident, scene);
    await formIsAsTyped(resident);
    await send(resident);
    await resident.sees(thanks);
  });

  it('stays with a handler when someone else was quicker', async () => {
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    const ticket = await ticketOf(stage.server, await send(resident));
    const [slow, quick] = [await stage.person(), await stage.person()];
    for (const handler of [slow, quick]) {
      await signIn(handler, ticket.handler.username);
      await handler.open(`staff/ticket/index?id=${ticket.id}`);
      await handler.heading('待接单').waitFor();
    }
    const note = '已电话联系窗口，约好明天到现场';
    await slow.button('记一笔').click();
    await slow.field('记录内容').fill(note);
    await quick.button('接单').click();
    await quick.heading('办理中').waitFor();

    await slow.button('确认记一笔').click();
    await slow.reads('工单刚被更新');
    expect(await slow.field('记录内容').inputValue()).toBe(note);
    await slow.button('确认记一笔').click();
    await slow.page.getByRole('dialog').waitFor({ state: 'detached' });
    await slow.sees('办理中');
    await slow.reads(note);
  });
});

it('a page that does not open says so and opens when the connection is back', async () => {
  const resident = await stage.person();
  await resident.page.route('**/api/v1/scan/**', (route) => route.abort('internetdisconnected'));
  await scan(resident, 'c.A02');
  await resident.sees('没有连上');
  await resident.page.unroute('**/api/v1/scan/**');
  await resident.button('重试').click();
  await resident.sees('这次办事，您满意吗？');
});
