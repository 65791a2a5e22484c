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

/** Who was told of the clocks of a ticket, and of which step: `handler accept yellow`. */
async function alertsOf(id: string): Promise<string[]> {
  const told = await stage.server.database.connection
    .collection('notifications')
    .find({ 'subject.id': new Types.ObjectId(id), 'notice.clock': { $exists: true } })
    .sort({ _id: 1 })
    .toArray();
  const directory = stage.server.app.organization.directory();
  return told.map(
    ({ personId, notice }) =>
      `${directory.staffMember(personId)?.username} ${notice.clock} ${notice.colour ?? 'escalated'}`,
  );
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

/** Each step of a clock is told once: to the handler, then to who oversees it, then to the head of the department. */
async function runsLate(id: string, owner: string): Promise<{ handler: Person; supervisor: Person }> {
  const { accept } = await clocksOf(id);
  await moveTo(accept.yellowAt);
  expect(await alertsOf(id)).toEqual([`${owner} accept yellow`]);
  const handler = await staff(owner, messages);
  await handler.reads('快到期：接单');
  await handler.open('staff/queue/index');
  await handler.reads('接单，还剩 6 分钟');
  await picture(handler, '01-yellow');

  await moveTo(accept.dueAt);
  expect(await alertsOf(id)).toEqual([
    `${owner} accept yellow`,
    `${owner} accept red`,
    'supervisor accept red',
  ]);
  const supervisor = await staff('supervisor', messages);
  await supervisor.reads('已超时：接单');
  await picture(supervisor, '02-red-message');
  await supervisor.open('oversight/overview/index');
  await supervisor.button('已超时 1').waitFor();
  await picture(supervisor, '03-red-overview');

  await moveTo(accept.headAt);
  expect((await alertsOf(id)).slice(3)).toEqual(['director accept escalated']);
  const head = await staff('director', messages);
  await head.reads('严重超时：接单');
  await picture(head, '04-escalated');
  return { handler, supervisor };
}

/** Reminded, the handler takes it on and finds against the rating; a second person looks at that before it is answered. */
async function isAnswered(id: string, { handler, supervisor }: { handler: Person; supervisor: Person }) {
  const ticket = `staff/ticket/index?id=${id}`;
  await supervisor.open(ticket);
  await supervisor.button('更多').click();
  await write(supervisor, '提醒办理人', '提醒的话', '请马上接单');
  await supervisor.reads('请马上接单');

  await handler.open(ticket);
  await handler.reads('请马上接单');
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

  await supervisor.open(ticket);
  await supervisor.sees('待复核');
  await picture(supervisor, '05-review');
  await write(supervisor, '同意结论', '复核意见（可不填）', '看过录像');
  await supervisor.reads('经复核，这条评价不计入满意率，单独统计；原评价不变。');
  await handler.open(ticket);
  await write(handler, '答复居民', '公开答复', '经查看录像，当时窗口没有人等候。');
  await handler.sees('已答复');
  await picture(handler, '06-answered');
}

/** The supervisor has it now, with clocks of their own, and finds that the resident was right. */
async function isHandledAnew(id: string, supervisor: Person): Promise<void> {
  const ticket = `staff/ticket/index?id=${id}`;
  await supervisor.open(ticket);
  await supervisor.reads('看错了窗口，我在 A01 等的');
  await supervisor.button('接单').click();
  await supervisor.sees('办理中');
  const { settle } = await clocksOf(id);
  await moveTo(settle.yellowAt);
  expect((await alertsOf(id)).at(-1)).toBe('supervisor settle yellow');
  const later = await staff('supervisor', ticket);
  await later.sees('办理中');
  await picture(later, '09-yellow-again');
  await conclude(later, '属实', 'A01 的录像显示等候一小时', ['向居民道歉', '改进流程']);
  await later.sees('已有结论');
  await write(later, '答复居民', '公开答复', '让您久等了，已增开窗口，向您道歉。');
  await later.sees('已答复');
}

async function isSupplemented(resident: Person): Promise<void> {
  await resident.button('写追评').click();
  await resident.sees('现在您满意吗？');
  await resident.radio('满意').click();
  await resident.field(commentField).fill('增开窗口以后快多了');
  await picture(resident, '11-supplement');
  await resident.button('提交追评').click();
  await resident.sees('谢谢您的评价');
  await resident.button('查看这条评价').click();
  await resident.reads(/这是一条追评/);
  await picture(resident, '12-supplemented');
  await resident.button('看首次评价').click();
  await resident.reads(/您追评了：满意/);
  expect(await resident.button('写追评').count(), 'once').toBe(0);
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
  const own = `pages/rating/index?id=${ratingId}`;
  const { id, handler } = await ticketOf(server, ratingId);
  const atWork = await runsLate(id, handler.username);
  await isAnswered(id, atWork);

  await resident.open(own);
  await resident.reads('经查看录像，当时窗口没有人等候。');
  await picture(resident, '07-to-judge');
  await resident.button('没解决').click();
  await resident.field('哪里没有解决').fill('看错了窗口，我在 A01 等的');
  await resident.button('提交').click();
  await resident.reads('您表示没有解决，已转上级督办人重新办理');
  await picture(resident, '08-reopened');
  await isHandledAnew(id, atWork.supervisor);

  await moveTo(later(server.clock.now(), 7 * dayMs - minuteMs));
  await resident.open(own);
  await resident.reads('让您久等了，已增开窗口，向您道歉。');
  await resident.button('解决了').waitFor();
  await moveTo(later(server.clock.now(), minuteMs));
  await resident.open(own);
  await resident.reads('到期没有收到您的评判，已自动办结');
  await picture(resident, '10-closed');
  await isSupplemented(resident);

  await moveTo(later(server.clock.now(), dayMs));
  const anyone = await person();
  await anyone.open('counter/ratings/index?code=A01');
  await anyone.reads('让您久等了，已增开窗口，向您道歉。');
  await anyone.reads(/^首次评价：不满意/);
  await picture(anyone, '13-public');
  expect(await anyone.page.getByRole('main').innerText()).not.toMatch(/王小明|1381234|恶意差评/);

  const alerts = await alertsOf(id);
  expect([...new Set(alerts)], 'each alert once').toEqual(alerts);
  expect(await server.app.audit.firstBreak('tickets')).toBeNull();
});
