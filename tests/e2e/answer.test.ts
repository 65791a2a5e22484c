import { demoPassword } from '@linli/server/demo/accounts.ts';
import { dayMs } from '@linli/server/platform/clock.ts';
import { expect, it } from 'vitest';
import { fillIn, leaveContact, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { conclude, signIn, ticketOf, write } from './workbench.ts';

const stage = useStage();

it('a finding is sent back, an answer is checked, not solved goes to the supervisor, and everyone reads what is left', {
  timeout: 180_000,
}, async () => {
  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  await resident.field('还想说的话（可不填）').fill('我是王小明，电话 13812345678，等了一个小时。');
  await leaveContact(resident, { name: '王小明', phone: '13812345678' });
  const ratingId = await send(resident);
  const ticket = await ticketOf(stage.server, ratingId);

  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.button('接单').click();
  await handler.sees('办理中');
  await conclude(handler, '误评', '当天没有排队记录');
  await handler.sees('待复核');

  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.reads('正在核实调查情况');
  expect(await resident.page.getByText(/误评|复核/).count(), 'the resident reads only what stands').toBe(0);

  await stage.server.app.identity.setPassword('supervisor', demoPassword);
  const supervisor = await stage.person();
  await signIn(supervisor, 'supervisor');
  await supervisor.open(`staff/ticket/index?id=${ticket.id}`);
  await write(supervisor, '退回重查', '退回原因', '请调看当天录像');
  await supervisor.sees('办理中');

  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.reads('请调看当天录像');
  await conclude(handler, '属实', '录像显示等候一小时');
  await handler.sees('已有结论');
  await write(handler, '答复居民', '公开答复', '王小明您好，请拨 13912345678 联系我。');
  await handler.reads('“13912345678”像是电话号码');
  await handler.reads('“王小明”像是姓名');
  await handler.reads('内容检查通过后公开，显示为：我是***，电话 ****，等了一个小时。');
  await handler.field('公开答复').fill('让您久等了，窗口已增加人手。');
  await handler.button('确认答复居民').click();
  await handler.sees('已答复');

  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.reads('让您久等了，窗口已增加人手。');
  await resident.button('没解决').click();
  await resident.field('哪里没有解决').fill('今天还是等了一个小时');
  await resident.button('提交').click();
  await resident.reads('您表示没有解决，已转上级督办人重新办理');

  await supervisor.open(`staff/ticket/index?id=${ticket.id}`);
  await supervisor.reads('今天还是等了一个小时');
  await supervisor.button('接单').click();
  await supervisor.sees('办理中');
  await conclude(supervisor, '属实', '人手确实不够');
  await supervisor.sees('已有结论');
  await write(supervisor, '答复居民', '公开答复', '已再增一个窗口，向您道歉。');
  await supervisor.sees('已答复');

  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.reads('已再增一个窗口，向您道歉。');
  await resident.button('解决了').click();
  await resident.reads('您确认已经解决，已办结');

  stage.server.clock.advance(dayMs);
  const anyone = await stage.person();
  await anyone.open('counter/ratings/index?code=A01');
  await anyone.reads('我是***，电话 ****，等了一个小时。');
  await anyone.reads('已再增一个窗口，向您道歉。');
  expect(await anyone.page.getByText(/王小明|1381234/).count()).toBe(0);
});
