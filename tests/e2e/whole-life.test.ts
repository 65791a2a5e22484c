import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { demoPassword } from '@linli/server/demo/accounts.ts';
import { dayMs, later, minuteMs } from '@linli/server/platform/clock.ts';
import { addWorkingTime } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths.ts';
import type { Person } from './person.ts';
import { commentField, fillIn, leaveContact, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { conclude, signIn, ticketOf, write } from './workbench.ts';

const stage = useStage();

/** What the run looked like, for people to look at. */
const pictures = path.join(repositoryRoot, 'test-results', 'whole-life');
const pictureSize = { width: 390, height: 844 };

async function picture({ page }: Person, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.setViewportSize(pictureSize);
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

/** Everybody's browser lives by the server's clock. */
const people: Person[] = [];

/** Moves the time of everybody to a moment, and lets the server do what is due by then, twice as its jobs would. */
async function moveTo(moment: Date): Promise<void> {
  const { clock, app } = stage.server;
  clock.advance(moment.getTime() - clock.now().getTime());
  for (const { context } of people) await context.clock.setFixedTime(moment);
  for (const _round of ['first', 'second']) {
    await app.tickets.raiseAlerts();
    await app.tickets.closeUnjudged();
  }
}

async function person(): Promise<Person> {
  const someone = await stage.person();
  people.push(someone);
  await someone.context.clock.setFixedTime(stage.server.clock.now());
  return someone;
}

/** A member of staff at their desk now: sessions end while the time is moved. */
async function staff(username: string, page: string): Promise<Person> {
  await stage.server.app.identity.setPassword(username, demoPassword);
  const member = await person();
  await signIn(member, username);
  await member.open(page);
  return member;
}

const messages = 'staff/messages/index';

/** How often somebody was told under this title, by what has come from the server since the page was opened. */
async function told(member: Person, title: string): Promise<number> {
  await member.page.waitForLoadState('networkidle');
  await member.settles();
  return member.page.getByRole('button', { name: new RegExp(`^${title}`) }).count();
}

/** The clocks of a ticket as the server has them. */
async function clocksOf(id: string) {
  const stored = await stage.server.database.connection
    .collection('tickets')
    .findOne({ _id: new Types.ObjectId(id) });
  const clock = (kind: string): { yellowAt: Date; dueAt: Date; headAt: Date } =>
    stored?.clocks.find((one: { kind: string }) => one.kind === kind);
  return { accept: clock('accept'), settle: clock('settle') };
}

it('a ticket goes yellow, red, escalates, is reviewed, answered, reopened, closed and supplemented', {
  timeout: 300_000,
}, async () => {
  const { server } = stage;
  const department = server.app.organization.directory().unitByCode('service-centre');
  const calendar = server.app.calendars.of(department?._id ?? new Types.ObjectId());
  await moveTo(addWorkingTime(calendar, server.clock.now(), 0).value);

  const resident = await person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  await resident.field(commentField).fill('叫号以后等了一个小时。');
  await leaveContact(resident, { name: '王小明', phone: '13812345678' });
  const ratingId = await send(resident);
  await resident.sees('收到了，我们会查清楚');
  const { id, number, handler: owner } = await ticketOf(server, ratingId);
  const { accept } = await clocksOf(id);

  await moveTo(accept.yellowAt);
  let handler = await staff(owner.username, messages);
  expect(await told(handler, '快到期：接单')).toBe(1);
  await handler.open('staff/queue/index');
  await handler.reads('接单，还剩 6 分钟');
  await picture(handler, '01-yellow-queue');
  let supervisor = await staff('supervisor', messages);
  expect(await told(supervisor, '快到期'), 'yellow is for the handler').toBe(0);

  await moveTo(accept.dueAt);
  await handler.open(messages);
  expect(await told(handler, '已超时：接单')).toBe(1);
  await picture(handler, '02-red-messages');
  await supervisor.open(messages);
  expect(await told(supervisor, '已超时：接单')).toBe(1);
  await supervisor.open('oversight/overview/index');
  await supervisor.button('已超时 1').waitFor();
  await picture(supervisor, '03-red-overview');
  let head = await staff('director', messages);
  expect(await told(head, '严重超时'), 'the head is told last').toBe(0);

  await moveTo(accept.headAt);
  await head.open(messages);
  expect(await told(head, '严重超时：接单')).toBe(1);
  await picture(head, '04-escalated');

  await supervisor.open(`staff/ticket/index?id=${id}`);
  await supervisor.button('更多').click();
  await write(supervisor, '提醒办理人', '提醒的话', '请马上接单');
  await supervisor.reads('请马上接单');
  await handler.open(messages);
  await handler.reads(/请马上接单/);
  await handler.open(`staff/ticket/index?id=${id}`);
  await handler.button('接单').click();
  await handler.sees('办理中');
  await handler.button('联系居民').click();
  await handler.radio('电话').click();
  await handler.radio('联系上了').click();
  await handler.field('联系情况').fill('居民说叫号后无人接待');
  await handler.button('确认联系居民').click();
  await handler.reads('居民说叫号后无人接待');
  await conclude(handler, '恶意差评', '录像里没有等候');
  await handler.sees('待复核');
  expect(await handler.button('同意结论').count(), 'nobody reviews their own finding').toBe(0);
  await picture(handler, '05-to-review');

  await supervisor.open(messages);
  expect(await told(supervisor, '有结论待复核')).toBe(1);
  await supervisor.open(`staff/ticket/index?id=${id}`);
  await supervisor.sees('待复核');
  await picture(supervisor, '06-review');
  await write(supervisor, '同意结论', '复核意见（可不填）', '看过录像');
  await supervisor.reads('经复核，这条评价不计入满意率，单独统计；原评价不变。');

  await handler.open(`staff/ticket/index?id=${id}`);
  await write(handler, '答复居民', '公开答复', '经查看录像，当时窗口没有人等候。');
  await handler.sees('已答复');
  await picture(handler, '07-answered');

  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.reads('经查看录像，当时窗口没有人等候。');
  await picture(resident, '08-judge');
  await resident.button('没解决').click();
  await resident.field('哪里没有解决').fill('看错了窗口，我在 A01 等的');
  await resident.button('提交').click();
  await resident.reads('您表示没有解决，已转上级督办人重新办理');
  await picture(resident, '09-reopened');

  const again = await clocksOf(id);
  expect(again.accept.dueAt > accept.headAt, 'the clocks begin anew').toBe(true);
  await supervisor.open(messages);
  expect(await told(supervisor, '居民表示没有解决')).toBe(1);
  await supervisor.open(`staff/ticket/index?id=${id}`);
  await supervisor.button('接单').click();
  await supervisor.sees('办理中');
  await moveTo(again.settle.yellowAt);
  supervisor = await staff('supervisor', messages);
  expect(await told(supervisor, '快到期：答复居民')).toBe(1);
  await supervisor.open(`staff/ticket/index?id=${id}`);
  await picture(supervisor, '10-yellow-again');
  await conclude(supervisor, '属实', 'A01 的录像显示等候一小时', ['向居民道歉', '改进流程']);
  await supervisor.sees('已有结论');
  await write(supervisor, '答复居民', '公开答复', '让您久等了，已增开窗口，向您道歉。');
  await supervisor.sees('已答复');

  await moveTo(later(server.clock.now(), 7 * dayMs - minuteMs));
  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.button('解决了').waitFor();
  await moveTo(later(server.clock.now(), minuteMs));
  await resident.open(`pages/rating/index?id=${ratingId}`);
  await resident.reads('到期没有收到您的评判，已自动办结');
  await picture(resident, '11-closed');
  handler = await staff(owner.username, `staff/ticket/index?id=${id}`);
  await handler.sees('已办结');
  expect(await handler.button(/接单|下结论|答复居民|记一笔/).count(), 'a closed ticket is done with').toBe(0);

  await resident.button('写追评').click();
  await resident.sees('现在您满意吗？');
  await resident.radio('满意').click();
  await resident.field(commentField).fill('增开窗口以后快多了');
  await picture(resident, '12-supplement');
  await resident.button('提交追评').click();
  await resident.sees('谢谢您的评价');
  await resident.button('查看这条评价').click();
  await resident.reads(/这是一条追评/);
  await picture(resident, '13-supplemented');
  await resident.button('看首次评价').click();
  await resident.reads(/您追评了：满意/);
  expect(await resident.button('写追评').count(), 'once').toBe(0);

  await moveTo(later(server.clock.now(), dayMs));
  const anyone = await person();
  await anyone.open('counter/ratings/index?code=A01');
  await anyone.reads('让您久等了，已增开窗口，向您道歉。');
  await anyone.reads(/^首次评价：不满意/);
  await picture(anyone, '14-public');
  const shown = await anyone.page.getByRole('main').innerText();
  expect(shown).not.toMatch(/王小明|1381234|恶意差评/);

  head = await staff('director', messages);
  expect(await told(head, '严重超时：接单'), 'each alert once').toBe(1);
  expect(await server.app.audit.firstBreak('tickets')).toBeNull();
  const entries = server.database.connection.collection('auditEntries');
  const actions = await entries.distinct('action', { 'subject.id': id });
  expect(actions).toEqual(
    expect.arrayContaining([
      'ticket-remind',
      'ticket-accept',
      'ticket-contact',
      'ticket-confirm',
      'ticket-lapse',
    ]),
  );
  expect(number).toMatch(/^\d{8}-/);
});
