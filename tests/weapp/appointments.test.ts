import { purposeTexts } from '@linli/shared/consent.ts';
import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import type { Answer } from './harness/requests.ts';
import { launch } from './launch.ts';
import { sampleAnswers } from './sample-answers.ts';
import { errorAnswer, type Instead, sampleBackend } from './sample-backend.ts';

/** Residents who book a lawyer in the weapp build. */

const button = (text: string | RegExp) => ({ role: 'button', text });
const booking = sampleAnswers.bookAppointment;
const slots = 'appointments/slots/index';
const book = 'appointments/book/index';
const detail = 'appointments/appointment/index';

/** A time kept for the resident, for as long as the test takes. */
const held: Answer = {
  status: 201,
  body: {
    ...sampleAnswers.holdSlot,
    id: '5'.repeat(24),
    expiresAt: new Date(Date.now() + 280_000).toISOString(),
  },
};
const keeping: Instead = {
  holdSlot: () => held,
  getMyAppointment: ({ path }) =>
    path.endsWith('5'.repeat(24)) ? { ...held, status: 200 } : { status: 200, body: booking },
};

async function open(
  url: string,
  options: Parameters<typeof launch>[0] = { backend: sampleBackend(keeping) },
) {
  const program = launch({ url, ...options });
  await program.idle();
  return program;
}

async function press(program: MiniProgram, text: string | RegExp): Promise<void> {
  program.page.tap(button(text));
  await program.idle();
}

/** From the first question to the last press. */
async function fillIn(program: MiniProgram): Promise<void> {
  await press(program, '下一步');
  program.page.tap({ role: 'radio', label: '同意，我已满 14 周岁' });
  await program.until(() => program.page.has({ label: '姓名' }), 'the field for the name');
  program.page.type({ label: '姓名' }, '王秀兰');
  await program.idle();
  program.page.type({ label: '电话' }, '13800001234');
  await program.idle();
  await press(program, '下一步');
  program.page.type({ tag: 'textarea' }, '房子怎么分');
  await program.idle();
  await press(program, '下一步');
}

const posts = (program: MiniProgram) =>
  program.requests.filter(({ method, path }) => method === 'POST' && path.includes('/appointments'));
const callsOf = (program: MiniProgram, name: string) => program.calls.filter(({ api }) => api === name);

describe('a resident', () => {
  it('books from the home page to the code, and exactly the right requests leave', async () => {
    const program = await open('pages/home/index');
    program.page.tap({ role: 'button', label: /^约律师/ });
    await program.until(() => program.page.route === 'appointments/matter/index', 'the matters');
    await program.idle();
    program.page.tap({ role: 'button', label: /^婚姻家庭/ });
    await program.until(() => program.page.route === slots, 'the times');
    await program.idle();
    await press(program, /^最早有空/);
    await program.until(() => program.page.has({ text: /为您保留到/ }), 'the time that is kept');
    expect(program.page.route).toBe(book);
    await fillIn(program);
    await press(program, '确认预约');
    await program.until(() => program.page.route === detail, 'the appointment');
    await program.idle();
    expect(program.page.text()).toContain('约好了');
    expect(program.page.has({ label: '0 4 2 7 1 3' })).toBe(true);

    const [hold, sent, ...more] = posts(program);
    expect(more).toEqual([]);
    const { lawyer, startsAt } = booking.slot;
    expect(hold?.body).toEqual({
      lawyerId: lawyer.id,
      startsAt,
      matter: 'family',
      idempotencyKey: expect.any(String),
    });
    expect(sent?.body).toEqual({
      lawyerId: lawyer.id,
      startsAt,
      holdId: '5'.repeat(24),
      matter: 'family',
      contact: { name: '王秀兰', phone: '13800001234' },
      consent: { version: purposeTexts.appointment.version, ageGroup: '14-or-older' },
      description: '房子怎么分',
      urgencies: [],
      idempotencyKey: expect.any(String),
    });
  });

  it('books once, however often the last button is pressed', async () => {
    const program = await open(`${book}?id=${'5'.repeat(24)}&matter=family`);
    await fillIn(program);
    const confirm = program.page.find(button('确认预约'));
    program.page.fire(confirm, 'tap');
    program.page.fire(confirm, 'tap');
    await program.until(() => program.page.route === detail, 'the appointment');
    await program.idle();
    expect(posts(program)).toHaveLength(1);
  });

  it('finds what was typed again after the app was closed', async () => {
    const storage = new Map<string, string>();
    const url = `${book}?id=${'5'.repeat(24)}&matter=family`;
    await fillIn(await open(url, { backend: sampleBackend(keeping), storage }));
    const again = await open(url, { backend: sampleBackend(keeping), storage });
    for (const _ of [1, 2, 3]) await press(again, '下一步');
    expect(again.page.text()).toContain('房子怎么分');
    expect(again.page.text()).toContain('王秀兰');
  });

  it('who says that it is urgent is shown at once whom to call, and a touch dials', async () => {
    const program = await open(`${book}?id=${'5'.repeat(24)}&matter=family`);
    program.page.tap({ role: 'checkbox', label: '有人正在受到暴力或威胁' });
    await program.idle();
    await press(program, /^拨打 110/);
    expect(callsOf(program, 'makePhoneCall')[0]?.options).toMatchObject({ phoneNumber: '110' });
  });

  it('finds the station on the map', async () => {
    const program = await open(`${detail}?id=${booking.id}`);
    await press(program, '看地图');
    expect(callsOf(program, 'openLocation')[0]?.options).toMatchObject({
      latitude: 31.1467,
      name: '古美路街道公共法律服务站',
    });
  });

  it('waits where a day is full, and is told the place in the queue', async () => {
    const [day] = sampleAnswers.listSlots.days;
    const full = { day: '2026-11-25', free: 0, slots: day?.slots.map((slot) => ({ ...slot, free: 0 })) };
    const listSlots = () => ({ status: 200, body: { days: [full] } });
    const program = await open(`${slots}?matter=family`, { backend: sampleBackend({ listSlots }) });
    expect(program.page.text()).toContain('约满');
    await press(program, '排队等候');
    await program.until(() => program.page.has({ text: /前面还有 2 位/ }), 'the place in the queue');
    expect(program.requests.at(-1)?.body).toEqual({
      day: '2026-11-25',
      matter: 'family',
      idempotencyKey: expect.any(String),
    });
  });

  it('who comes too late is told so, and nothing else happens', async () => {
    const backend = sampleBackend({ holdSlot: () => errorAnswer('bookings-full') });
    const program = await open(`${slots}?matter=family`, { backend });
    await press(program, /^最早有空/);
    await program.until(() => program.page.has({ role: 'dialog' }), 'why not');
    expect(program.page.text()).toContain('您的有效预约已满');
    await press(program, '看我的预约');
    await program.until(() => program.page.route === 'appointments/mine/index', 'the appointments');
  });

  it('moves an appointment and keeps the case', async () => {
    const program = await open(`${detail}?id=${booking.id}`, {
      backend: sampleBackend({
        getMyAppointment: () => ({
          status: 200,
          body: { ...booking, changeableUntil: '2099-01-01T00:00:00.000Z' },
        }),
      }),
    });
    await press(program, '改时间');
    await program.until(() => program.page.route === slots, 'the times');
    await program.idle();
    await press(program, /^最早有空/);
    await press(program, '就改到这个时间');
    await program.until(() => program.page.route === detail, 'the appointment');
    expect(posts(program).map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: `/api/v1/appointments/${booking.id}/reschedule`,
        body: { lawyerId: booking.slot.lawyer.id, startsAt: booking.slot.startsAt },
      },
    ]);
  });
});
