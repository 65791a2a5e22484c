import { createApiCall, slotsOf } from '@linli/server/testing/index.ts';
import { expect, it } from 'vitest';
import { fillInBooking } from './booking.ts';
import { useStage } from './stage.ts';

/** Residents who book a lawyer in the browser, against the real server. */
const stage = useStage();

const appointments = (filter: object) =>
  stage.server.database.connection.collection('appointments').countDocuments(filter);

it('a resident finds a lawyer, books, sees the code, moves the appointment and cancels it', async () => {
  const person = await stage.person();
  await person.open('pages/home/index');
  await person.button(/^约律师/).click();
  await person.sees('您遇到的是哪一类事情？');
  await person.button(/^婚姻家庭/).click();
  await person.sees('哪一天');
  await person.button(/^最早有空/).click();
  await person.reads(/这个时间为您保留到/);
  expect(await appointments({ state: 'held', live: true })).toBe(1);
  await fillInBooking(person, '老房子怎么分？');
  await person.button('确认预约').click();
  await person.reads('约好了');
  await person.reads('老房子怎么分？');
  expect(await appointments({ state: 'booked', live: true })).toBe(1);

  await person.button('改时间').click();
  await person.reads(/选一个新的时间/);
  const free = person.page.locator('.slot:not(.slot-full)').locator('visible=true');
  await free.last().click();
  await person.button('就改到这个时间').click();
  await person.reads('约好了');
  expect(await appointments({ state: 'booked', live: true })).toBe(1);

  await person.open('pages/me/index');
  await person.button(/^我的预约/).click();
  await person.button(/婚姻家庭，已预约/).click();
  await person.button('取消预约').click();
  await person.button('确定取消').click();
  await person.reads(/已经取消/);
  expect(await appointments({ live: true })).toBe(0);
});

it('who loses the race for a seat is shown other times, and books one of them', async () => {
  const call = createApiCall(stage.server.url);
  const [wanted] = (await slotsOf(call, { matter: 'labour' })).filter(
    ({ seats, free }) => seats === 1 && free === 1,
  );
  if (!wanted) throw new Error('nothing is free');
  const [first, second] = [await stage.person(), await stage.person()];
  for (const person of [first, second]) {
    await person.open('appointments/slots/index?matter=labour');
    await person.heading('哪一天').waitFor();
  }
  await first.button(/^最早有空/).click();
  await first.reads(/这个时间为您保留到/);
  await second.button(/^最早有空/).click();
  await second.reads(/刚被约满/);
  await second.page.getByRole('dialog').getByRole('button', { name: /律师$/ }).first().click();
  await second.reads(/这个时间为您保留到/);
  for (const person of [first, second]) {
    await fillInBooking(person, '工资没有发');
    await person.button('确认预约').click();
    await person.reads('约好了');
  }
  const booked = await stage.server.database.connection
    .collection('appointments')
    .find({ live: true, state: 'booked' })
    .toArray();
  expect(booked.map(({ slot }) => slot.startsAt.toISOString())).toContain(wanted.startsAt);
  expect(new Set(booked.map(({ slot }) => slot.startsAt.toISOString())).size).toBe(2);
});
