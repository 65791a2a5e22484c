import type { BrowserContext, Request } from 'playwright-core';
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

/** Fills in the complaint and sends it off without a network. */
async function sendOffline(person: Person, scene: string): Promise<void> {
  await scan(person, scene);
  await fillIn(person);
  // The residents' pages are fetched ahead, for moments like this.
  await person.page.waitForLoadState('networkidle');
  await person.context.setOffline(true);
  await person.reads('现在没有网络');
  await person.button('提交评价').click();
  await person.sees('已保存');
}

/** The requests from now on that begin like this: all that are made, or those that are answered. */
function watchRequests(
  watched: BrowserContext,
  beginning: string,
  moment: 'request' | 'response' = 'request',
): string[] {
  const requests: string[] = [];
  const note = (request: Request) => {
    const text = `${request.method()} ${new URL(request.url()).pathname}`;
    if (text.startsWith(beginning)) requests.push(text);
  };
  if (moment === 'request') watched.on('request', note);
  else watched.on('response', (response) => note(response.request()));
  return requests;
}

const tab = (person: Person, name: string) =>
  person.page.getByRole('link', { name, exact: true }).locator('visible=true');

describe('a rating sent off without a network', () => {
  it('is kept, and sent once when the network is back', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await sendOffline(resident, await stage.served());
    expect(await stage.ratings()).toBe(before);

    await resident.context.setOffline(false);
    await resident.sees('已经发出');
    expect(await stage.ratings()).toBe(before + 1);
    await resident.button('看接下来怎么办').click();
    await resident.sees(thanks);
  });

  it('is sent once also when the page was closed meanwhile', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await sendOffline(resident, await stage.served());
    await resident.reopen();
    await resident.context.setOffline(false);
    await resident.open('pages/home/index');
    await resident.reads('您保存的 1 条评价已经发出');
    await resident.open('pages/my-ratings/index');
    await resident.button(/不满意/).waitFor();
    expect(await stage.ratings()).toBe(before + 1);
    await resident.open('pages/home/index');
    await resident.sees('法治邻里');
    expect(await resident.page.getByText('已经发出').count(), 'the news has been read').toBe(0);
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('is sent once when two pages are open as the network returns', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await resident.open('pages/home/index');
    await resident.sees('法治邻里');
    const answered = watchRequests(resident.context, 'POST /api/v1/ratings', 'response');
    resident.page = await resident.context.newPage();
    await sendOffline(resident, await stage.served());
    await resident.context.setOffline(false);
    await resident.sees('已经发出');
    expect(answered).toHaveLength(1);
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('can be changed while it waits', async () => {
    const resident = await stage.person();
    await sendOffline(resident, await stage.served());
    await resident.button('看我的评价').click();
    await resident.reads(/^待发送/);
    await resident.button('改一改').click();
    await resident.button('改一改').click();
    await formIsAsTyped(resident);
    await resident.field(commentField).fill('改过的话');
    await resident.button('提交评价').click();
    await resident.sees('已保存');
    await resident.context.setOffline(false);
    await resident.sees('已经发出');
    expect(await stage.ratings({ comment: '改过的话' })).toBe(1);
  });

  it('that someone else has given meanwhile says so, and stays until it is discarded', async () => {
    const scene = await stage.served();
    const resident = await stage.person();
    await sendOffline(resident, scene);
    const quick = await stage.person();
    await scan(quick, scene);
    await quick.radio('满意').click();
    await send(quick);

    await resident.button('看我的评价').click();
    await resident.context.setOffline(false);
    await resident.reads('没有发成：这次服务已经评价过了，谢谢您');
    await resident.reads(complaint.comment);
    await resident.button('删除').click();
    await resident.button('删除这条评价').click();
    await resident.sees('还没有评价');
  });

  it('belongs to who made it: another resident of the same browser neither sees nor sends it', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await resident.open('pages/home/index?as=alice');
    await sendOffline(resident, await stage.served());
    await resident.reopen();
    await resident.context.setOffline(false);
    await resident.open('pages/my-ratings/index?as=bob');
    await resident.sees('还没有评价');
    expect(await stage.ratings()).toBe(before);
    await resident.open('pages/my-ratings/index?as=alice');
    await resident.button(/不满意/).waitFor();
    expect(await stage.ratings()).toBe(before + 1);
  });
});

describe('a slow network', () => {
  it('keeps the rating when no answer comes in time, and the server stores it once', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await resident.page.clock.install();
    await scan(resident, await stage.served());
    await fillIn(resident);
    const arrived = new Promise<void>((resolve) => {
      void resident.page.route(submissions, async (route) => {
        await route.fetch();
        resolve();
      });
    });
    await resident.button('提交评价').click();
    await arrived;
    await resident.page.clock.runFor(10_000);
    await resident.sees('已保存');
    expect(await stage.ratings()).toBe(before + 1);

    await resident.page.unroute(submissions);
    await resident.page.clock.runFor(10_000);
    await resident.sees('已经发出');
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('sends once what is pressed twice', async () => {
    const before = await stage.ratings();
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    const submitted = watchRequests(resident.context, 'POST /api/v1/ratings');
    const pressed = resident.button('提交评价').dblclick();
    await resident.page.route(submissions, async (route) => {
      await pressed;
      await route.continue();
    });
    await resident.sees(thanks);
    expect(submitted).toHaveLength(1);
    expect(await stage.ratings()).toBe(before + 1);
  });

  it('opens once what is pressed twice, and goes back once', async () => {
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    await send(resident);
    await resident.button('回到首页').click();
    await tab(resident, '我的评价').dblclick();
    await resident.button(/不满意/).dblclick();
    await resident.sees('办理进度');
    await resident.button('返回').dblclick();
    await resident.button(/不满意/).waitFor();
    expect(resident.page.url()).toContain('pages/my-ratings/index');
  });

  it('needs one request from a scanned code to a form that can be used', async () => {
    const scene = await stage.served();
    const resident = await stage.person();
    const asked = watchRequests(resident.context, 'GET /api/');
    await scan(resident, scene);
    await resident.radio(complaint.grade).waitFor();
    expect(asked).toEqual([`GET /api/v1/scan/${scene}`]);
  });
});

describe('a page opened before', () => {
  it('shows its last content with its age without a network, and renews itself with one', async () => {
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    await send(resident);
    await resident.button('回到首页').click();
    await tab(resident, '我的评价').click();
    await resident.button(/不满意/).waitFor();
    await tab(resident, '首页').click();
    await resident.page.waitForLoadState('networkidle');
    await resident.context.setOffline(true);
    await tab(resident, '我的评价').click();
    await resident.reads('更新于 刚刚，网络不好，暂时没有更新的内容');
    await resident.sees('我的评价');
    await resident.button(/不满意/).waitFor();
    await resident.context.setOffline(false);
    await resident.page.getByText('更新于').waitFor({ state: 'detached' });
  });

  it('is forgotten by the device when staff sign out', async () => {
    const resident = await stage.person();
    await scan(resident, await stage.served());
    await fillIn(resident);
    const ticket = await ticketOf(stage.server, await send(resident));
    const handler = await stage.person();
    await signIn(handler, ticket.handler.username);
    await handler.open(`staff/ticket/index?id=${ticket.id}`);
    await handler.reads(complaint.comment);
    const stored = () => handler.page.evaluate(() => JSON.stringify(localStorage));
    expect(await stored()).toContain(complaint.comment);
    await handler.open('staff/queue/index');
    await handler.button('退出登录').click();
    await handler.sees('工作人员登录');
    expect(await stored()).not.toContain(complaint.comment);
  });
});

describe('what was typed', () => {
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
