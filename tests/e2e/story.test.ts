import { expect, it } from 'vitest';
import { complaint, fillIn, leaveContact, scan, send, thanks } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf, write } from './workbench.ts';

const stage = useStage();
const reply = '您反映的情况属实，窗口已补印材料清单，我们向您道歉。';
const note = '已向窗口了解当天情况';

it('a bad rating is handled in the open: from the scan to the answer', async () => {
  const resident = await stage.person();
  await scan(resident, 'c.A01');
  await resident.sees('这次办事，您满意吗？');
  await fillIn(resident);
  await resident.sees('是因为什么？');
  const ratingId = await send(resident);
  await resident.sees(thanks);

  const ticket = await ticketOf(stage.server, ratingId);
  const handler = await stage.person();
  await handler.open('staff/sign-in/index');
  await handler.sees('工作人员登录');
  await signIn(handler, ticket.handler.username);
  await handler.reads(ticket.number);
  await handler.sees('工单');
  await handler.button(new RegExp(ticket.number)).click();
  await handler.sees('待接单');
  await handler.reads(complaint.comment);
  await handler.reads('匿名评价，没有联系方式');

  await handler.button('接单').click();
  await handler.sees('办理中');
  await write(handler, '记一笔', '记录内容', note);
  await handler.reads(note);
  await handler.button('下结论').click();
  await handler.sees('下结论');
  await handler.radio('属实').click();
  await handler.field('调查情况').fill('当天窗口没有摆放材料清单');
  await handler.button('确认下结论').click();
  await handler.sees('已有结论');
  await write(handler, '答复居民', '公开答复', reply);
  await handler.sees('已答复');

  await resident.button('查看这条评价').click();
  await resident.sees('给您的答复');
  await resident.reads(reply);
  for (const step of ['您提交了评价', '已转交专人办理', '工作人员已接单，正在调查', '调查有了结论']) {
    await resident.reads(step);
  }
  await resident.button('解决了').click();
  await resident.reads('您确认已经解决，已办结');
  expect(await resident.page.getByText(note).count(), 'notes are for staff').toBe(0);
  expect(await resident.page.getByText(ticket.handler.name).count(), 'staff are not named').toBe(0);

  await resident.open('pages/my-ratings/index');
  await resident.sees('我的评价');
  await resident.button(/不满意.*已办结/).waitFor();
});

it('a resident who leaves a name is called by it only when the handler asks for it', async () => {
  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  await leaveContact(resident, { name: '王小明', phone: '13812345678' });
  const ticket = await ticketOf(stage.server, await send(resident));

  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.button('查看联系方式').waitFor();
  expect(await handler.page.getByText('13812345678').count()).toBe(0);
  await handler.button('查看联系方式').click();
  await handler.reads('13812345678');
});
