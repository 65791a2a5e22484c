import { demoPassword } from '@linli/server/demo/accounts.ts';
import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { fillInBooking } from './booking.ts';
import type { Person } from './person.ts';
import { useStage } from './stage.ts';
import { signIn } from './workbench.ts';

/** A consultation from the booking to the rating, in three browsers, against the real server. */
const stage = useStage();

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Ten in the morning of the next Monday in Shanghai, when the next lawyer comes to the station. */
function nextMonday(now: Date): Date {
  const monday = new Date(now.getTime() + dayMs);
  while (monday.getUTCDay() !== 1) monday.setTime(monday.getTime() + dayMs);
  monday.setUTCHours(2, 0, 0, 0);
  return monday;
}

const moveTo = (moment: Date) =>
  stage.server.clock.advance(moment.getTime() - stage.server.clock.now().getTime());

async function atWork(username: string): Promise<Person> {
  const person = await stage.person();
  await stage.server.app.identity.setPassword(username, demoPassword);
  await signIn(person, username);
  return person;
}

it('a resident books, arrives with the code, is called and advised, reads the advice and rates it', async () => {
  moveTo(nextMonday(stage.server.clock.now()));
  const resident = await stage.person();
  await resident.open('appointments/slots/index?matter=family');
  await resident.button(/^最早有空/).click();
  await resident.reads(/这个时间为您保留到/);
  await fillInBooking(resident, '老房子怎么分？');
  await resident.button('确认预约').click();
  await resident.reads('约好了');
  await resident.page.getByRole('img', { name: '签到二维码' }).waitFor();
  const shown = await resident.page.getByRole('img', { name: /^\d( \d){5}$/ }).getAttribute('aria-label');
  const id = /[?&]id=([0-9a-f]{24})/.exec(resident.page.url())?.[1] ?? '';
  const appointments = stage.server.database.connection.collection('appointments');
  const booked = await appointments.findOne({ _id: new Types.ObjectId(id) });
  moveTo(new Date(booked?.slot.startsAt.getTime() - 5 * minuteMs));

  const station = await atWork('station');
  await station.open('consulting/day/index');
  await station.button(/王\*\*，.*还没到/).waitFor();
  await station.button('签到').click();
  await station.field('签到码').fill((shown ?? '').replaceAll(' ', ''));
  await station.button('确认签到').click();
  await station.reads(/已签到$/);

  const lawyer = await atWork('lawyer');
  await lawyer.open('consulting/day/index');
  await lawyer.button('叫下一位').click();
  await lawyer.reads(/^请 \d\d:\d\d 王\*\*$/);
  await lawyer.button(/王\*\*，.*已叫号/).click();
  await lawyer.button('查看案情').click();
  await lawyer.reads('老房子怎么分？');
  await lawyer.button('开始咨询').click();
  await lawyer.button('写记录和建议').click();
  await lawyer.field('记录').fill('四个子女，没有遗嘱。');
  await lawyer.button('下一步').click();
  await lawyer.field('建议').fill('先去公证处问继承公证。');
  await lawyer.button('下一步').click();
  await lawyer.radio('人民调解').click();
  await lawyer.field('找谁、在哪里').fill('街道人民调解委员会');
  await lawyer.field('要带什么').fill('身份证、房产证');
  await lawyer.button('保存，让居民看到').click();
  await lawyer.button('结束咨询').click();
  await lawyer.reads('已结束');

  await resident.open(`appointments/appointment/index?id=${id}`);
  await resident.reads('先去公证处问继承公证。');
  await resident.reads('身份证、房产证');
  await resident.button('评价这次咨询').click();
  await resident.radio('非常满意').click();
  await resident.button('提交评价').click();
  await resident.reads('谢谢您的评价');
  const rated = stage.server.database.connection.collection('consultationRatings');
  expect(await rated.countDocuments({ consultationId: new Types.ObjectId(id), grade: 5 })).toBe(1);
  expect(await stage.ratings()).toBe(0);
  expect(await appointments.countDocuments({ state: 'finished' })).toBe(1);
});
