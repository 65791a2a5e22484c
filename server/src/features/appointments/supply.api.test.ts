import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoLegalService } from '../../demo/story.ts';
import { createTestClock, slotsOf, startTestServer, type TestServer } from '../../testing/index.ts';
import { type LegalServiceFile, legalServiceFile } from '../legal-service/index.ts';

const clock = createTestClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock });
});
/** Who sits when is each test's own. */
beforeEach(() => server.app.legalService.load(fileOf({ week: [] })));
afterAll(() => server.stop());

const session = { from: '13:30', to: '14:30', station: 'gumei', mode: 'on-site' };
/** The demonstration's file with nobody but 秦明理, who sits at these times. */
function fileOf(more: object): LegalServiceFile {
  const { stations, firms } = demoLegalService();
  const lawyers = demoLegalService().lawyers.map(({ staff, week: _, days: __, ...rest }) => ({
    ...rest,
    staff,
    week: [],
    ...(staff === 'lawyer' && more),
  }));
  return legalServiceFile.parse({ stations: JSON.parse(JSON.stringify(stations)), firms, lawyers });
}
/** Moves to a moment in China. */
const goTo = (moment: string) =>
  clock.advance(new Date(`${moment}:00+08:00`).getTime() - clock.now().getTime());
const starts = async () => (await slotsOf(server.call)).map(({ startsAt }) => startsAt);

describe('sessions on single days', () => {
  test('are offered beside the week, and replaced as one when the file is read again', async () => {
    const days = [
      { ...session, day: '2026-11-26' },
      { ...session, day: '2026-11-27', mode: 'video' },
    ];
    await server.app.legalService.load(fileOf({ week: [{ ...session, weekday: 2 }], days }));
    expect(await starts()).toEqual([
      '2026-11-24T05:30:00.000Z',
      '2026-11-24T06:00:00.000Z',
      '2026-11-26T05:30:00.000Z',
      '2026-11-26T06:00:00.000Z',
      '2026-11-27T05:30:00.000Z',
      '2026-11-27T06:00:00.000Z',
      '2026-12-01T05:30:00.000Z',
      '2026-12-01T06:00:00.000Z',
    ]);
    await server.app.legalService.load(
      fileOf({ week: [], days: [{ ...session, day: '2026-11-26', to: '14:00' }] }),
    );
    expect(await starts()).toEqual(['2026-11-26T05:30:00.000Z']);
  });

  test.each([
    [
      'each other',
      {
        week: [],
        days: [
          { ...session, day: '2026-11-26' },
          { ...session, day: '2026-11-26', from: '14:00' },
        ],
      },
    ],
    [
      'the week',
      { week: [{ ...session, weekday: 4 }], days: [{ ...session, day: '2026-11-26', to: '15:00' }] },
    ],
  ])('do not lie across %s', (_what, more) => {
    expect(() => fileOf(more)).toThrow(/overlap/);
  });

  test.each([
    ['a day that there is not', { day: '2026-02-30' }],
    ['an end before the beginning', { day: '2026-11-26', to: '13:00' }],
    ['a time between two full five minutes', { day: '2026-11-26', from: '13:32' }],
  ])('are refused with %s', (_what, wrong) => {
    expect(() => fileOf({ week: [], days: [{ ...session, ...wrong }] })).toThrow();
  });
});

describe('over the year’s end', () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...session, weekday, to: '14:00' }));

  test('the horizon reaches into the new year, whose days off hold once they are entered', async () => {
    goTo('2026-12-28T09:00');
    await server.app.legalService.load(fileOf({ week: everyDay }));
    const days = (await starts()).map((start) => start.slice(0, 10));
    expect(days.slice(0, 4)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']);
    expect(days.at(-1)).toBe('2027-01-11');
    // The State Council's plan for 2027 is not part of the release; an administrator enters it.
    const token = await server.staffToken('admin');
    const body = { unit: 'legal-station', day: '2027-01-01', hours: [], reason: '元旦' };
    await server.call('setCalendarDay', { token, body });
    expect((await starts()).some((start) => start.startsWith('2027-01-01'))).toBe(false);
  });

  test('a Saturday that is worked in place of a holiday has the Saturday’s sessions, the holiday none', async () => {
    goTo('2026-02-10T09:00');
    await server.app.legalService.load(fileOf({ week: everyDay }));
    const days = (await starts()).map((start) => start.slice(0, 10));
    expect(days, '2026-02-14 is worked for the Spring Festival').toContain('2026-02-14');
    for (const holiday of ['2026-02-16', '2026-02-17', '2026-02-23']) expect(days).not.toContain(holiday);
  });

  test('at midnight in China the day changes, wherever the server is', async () => {
    await server.app.legalService.load(
      fileOf({ week: [], days: [{ ...session, day: '2026-12-15', to: '14:00' }] }),
    );
    goTo('2026-11-30T23:59');
    expect(await starts(), 'a day beyond the horizon of 14').toEqual([]);
    goTo('2026-12-01T00:00');
    expect(await starts()).toEqual(['2026-12-15T05:30:00.000Z']);
  });
});

test('a lawyer who advises no longer has no single days either', async () => {
  await server.app.legalService.load(
    fileOf({ week: [], active: false, days: [{ ...session, day: '2026-12-20' }] }),
  );
  goTo('2026-12-14T09:00');
  expect(await starts()).toEqual([]);
});
