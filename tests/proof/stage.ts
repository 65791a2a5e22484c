import { demoLegalService } from '@linli/server/demo/story.ts';
import {
  createTestClock,
  startTestServer,
  type TestServer,
  testSettings,
} from '@linli/server/testing/index.ts';
import type { ConsultMode } from '@linli/shared/legal-service.ts';

/** The last days of the year, in the morning in China: the steps go on into the next one. */
export const startAt = new Date('2026-12-30T00:30:00.000Z');

/** A horizon of a few days, so that days fill up and residents wait. Everything else is as installed. */
export const settings = {
  ...testSettings,
  bookingTimes: { ...testSettings.bookingTimes, horizonDays: 4 },
};

const session = (weekday: number, from: number, to: number, mode: ConsultMode, more: object = {}) => ({
  weekday,
  from: from * 60,
  to: to * 60,
  station: 'gumei',
  mode,
  slotMinutes: 30,
  bufferMinutes: 0,
  seats: 1,
  ...more,
});

/** Few seats for many residents, every day of the week, so that they meet: single ones, with a buffer, and groups. */
function scarceSupply() {
  const file = demoLegalService();
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  return {
    ...file,
    lawyers: file.lawyers.slice(0, 2).map((lawyer, index) => ({
      ...lawyer,
      specialities: ['family' as const, 'other' as const],
      week: everyDay.flatMap((weekday) =>
        index === 0
          ? [session(weekday, 10, 11, 'on-site'), session(weekday, 14, 15, 'on-site', { bufferMinutes: 10 })]
          : [
              session(weekday, 10, 11, 'phone'),
              session(weekday, 16, 17, 'on-site', { slotMinutes: 60, seats: 3 }),
            ],
      ),
    })),
  };
}

/** The database, owned by this process, with the supply in it. */
export async function openStage(): Promise<TestServer> {
  const owner = await startTestServer({ clock: createTestClock(startAt), settings });
  await owner.app.legalService.load(scarceSupply());
  return owner;
}

/** A stage for rushes: tomorrow has a slot with one seat and one with twenty. */
export async function openRush(): Promise<TestServer> {
  const owner = await startTestServer({ clock: createTestClock(startAt), settings });
  const file = demoLegalService();
  const week = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    session(weekday, 10, 11, 'on-site'),
    session(weekday, 14, 15, 'on-site', { slotMinutes: 60, seats: 20 }),
  ]);
  await owner.app.legalService.load({
    ...file,
    lawyers: file.lawyers.slice(0, 1).map((lawyer) => ({ ...lawyer, week })),
  });
  return owner;
}
