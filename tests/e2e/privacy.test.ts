import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { giveFeedback, opinion } from './feedback.ts';
import type { Person } from './person.ts';
import { complaint, fillIn, leaveContact, scan, send, thanks } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf, write } from './workbench.ts';

const stage = useStage();
const given = { name: '王小明', phone: '13812345678' };
const corrected = { name: '王晓明', phone: '13900000001' };
const reply = '谢谢您的建议，大字版的入口已经放到首页。';

/** Rates a service badly, with a name and number. */
async function rateByName(resident: Person): Promise<string> {
  await scan(resident, await stage.served());
  await fillIn(resident);
  await leaveContact(resident, given);
  const ratingId = await send(resident);
  await resident.sees(thanks);
  return ratingId;
}

/** Opens what is held with the first rating. */
async function openHolding(resident: Person): Promise<void> {
  await resident.open('privacy/holdings/index?kind=rating');
  await resident.button(/^A01/).click();
  await resident.page.getByRole('dialog').waitFor();
}

/** Works a case until it is answered. */
async function answer(handler: Person, ticketId: string, finding: string, username: string): Promise<void> {
  await signIn(handler, username);
  await handler.open(`staff/ticket/index?id=${ticketId}`);
  await handler.button('接单').click();
  await handler.sees('办理中');
  await handler.button('下结论').click();
  await handler.radio(finding).click();
  await handler.field('调查情况').fill('已经核实');
  await handler.button('确认下结论').click();
  await handler.sees('已有结论');
  await write(handler, '答复居民', '公开答复', reply);
  await handler.sees('已答复');
}

it('a resident sees, corrects, exports, withdraws and erases what a real-name rating left', async () => {
  const resident = await stage.person();
  const ratingId = await rateByName(resident);

  await resident.open('privacy/my-data/index');
  await resident.sees('我的账号');
  await resident.reads(/同意，现在存着 1 份姓名和电话/);

  await openHolding(resident);
  await resident.button('更正姓名和电话').click();
  await resident.field('姓名').fill(corrected.name);
  await resident.field('电话').fill(corrected.phone);
  await resident.button('保存').click();
  await resident.reads('已更正');
  await resident.reads(/139\*+0001/);

  await resident.open('privacy/my-data/index');
  const downloading = resident.page.waitForEvent('download');
  await resident.button('导出文件').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^法治邻里-我的数据-\d{4}-\d\d-\d\d\.json$/);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file.ratings).toMatchObject([{ id: ratingId, comment: complaint.comment, contact: corrected }]);
  await resident.reads(/已下载/);

  await resident.button('撤回同意：实名评价的联系方式').click();
  await resident.button('确认撤回').click();
  await resident.reads('已撤回。还有 1 份，事情办结后删除。');

  // The law asks for a call about a bad rating: until it is closed, its handler still has the number.
  const ticket = await ticketOf(stage.server, ratingId);
  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.button('查看联系方式').click();
  await handler.reads(corrected.phone);

  await openHolding(resident);
  await resident.button('删除留言').click();
  await resident.button('确认删除').click();
  await resident.reads('已记下，办结后删除');
});

it('what was asked to be erased is gone once the case is closed', async () => {
  const resident = await stage.person();
  const ratingId = await rateByName(resident);
  await openHolding(resident);
  for (const what of ['删除姓名和电话', '删除留言']) {
    await resident.button(what).click();
    await resident.button('确认删除').click();
    await resident.reads('已记下，办结后删除');
  }
  const ticket = await ticketOf(stage.server, ratingId);
  const handler = await stage.person();
  await answer(handler, ticket.id, '属实', ticket.handler.username);
  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.button('解决了').click();
  await resident.reads('您确认已经解决，已办结');

  stage.server.clock.advance(60 * 60_000);
  await stage.server.app.ratings.holdings.sweep();
  await resident.open('privacy/holdings/index?kind=rating');
  await resident.button(/姓名电话：已删除，留言：已删除$/).waitFor();
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.reads('联系方式已按居民要求或到期删除');
});

it('a resident says something about the app, a handler answers, and the answer is read', async () => {
  const resident = await stage.person();
  const feedbackId = await giveFeedback(resident);
  const ticket = await ticketOf(stage.server, feedbackId);

  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.button(new RegExp(`对本应用的${opinion.kind}.*${ticket.number}`)).waitFor();
  await answer(handler, ticket.id, '采纳', ticket.handler.username);

  await resident.open('privacy/my-feedback/index');
  await resident.button(/已答复$/).click();
  await resident.sees('给您的答复');
  await resident.reads(reply);
  await resident.reads(opinion.text);
  await resident.button('解决了').click();
  await resident.reads('您确认已经解决，已办结');
  expect(await resident.page.getByText(ticket.handler.name).count(), 'staff are not named').toBe(0);
});

it('a closed account leaves nothing on the device; whoever comes back is somebody new', async () => {
  const resident = await stage.person();
  await rateByName(resident);
  await resident.open('pages/me/index');
  await resident.page.getByRole('switch', { name: '大字版' }).click();
  await resident.button(/^我的数据/).click();
  await resident.sees('我的账号');
  await resident.button('注销账号').click();
  await resident.heading('注销以后会删除').waitFor();
  await resident.button('注销账号').last().click();
  await resident.reads(/请先勾选/);
  await resident.checkbox('我看过了上面的说明，要注销账号').click();
  await resident.button('注销账号').last().click();
  await resident.heading('账号已注销').last().waitFor();
  await resident.reads('还有 1 条正在办理，里面的信息办结后删除。');
  expect(await resident.page.evaluate('Object.keys(localStorage).sort()')).toEqual(['linli.elder-mode']);

  await resident.button('回到首页').click();
  await resident.open('pages/my-ratings/index');
  await resident.sees('还没有评价');
});
