import { bookingOf, slotsOf, type TestServer } from '@linli/server/testing/index.ts';
import { createPeople } from './people.ts';
import { startProcesses } from './processes.ts';

export interface RushDone {
  residents: number;
  seats: number;
  /** Requests answered with a booking. */
  booked: number;
  /** Bookings the database holds. */
  stored: number;
  /** Refusals, by code. */
  refused: Record<string, number>;
  ms: number;
}

/** Everyone asks for a seat of one slot at once, at two processes in turn. */
export async function rush(owner: TestServer, residents: number, seats: number): Promise<RushDone> {
  const processes = await startProcesses(owner.database, owner.clock.now());
  try {
    const people = createPeople(processes);
    const slot = (await slotsOf(owner.call)).find((one) => one.seats === seats && one.free === seats);
    if (!slot) throw new Error(`there is no slot with ${seats} free seats`);
    const crowd = Array.from({ length: residents }, (_, index) => `crowd-${seats}-${index}`);
    // Everyone signs in before: what is measured is the rush for the seat.
    for (const name of crowd) await people.ask(name, (call, token) => call('whoAmI', { token }));
    const begun = performance.now();
    const outcomes = await Promise.all(
      crowd.map((name) => {
        const body = bookingOf(slot);
        return people.ask(name, (call, token) => call('bookAppointment', { token, body }));
      }),
    );
    const ms = Math.round(performance.now() - begun);
    const refused: Record<string, number> = {};
    for (const outcome of outcomes)
      if ('refused' in outcome) refused[outcome.refused] = (refused[outcome.refused] ?? 0) + 1;
    const stored = await owner.database.connection
      .collection('appointments')
      .countDocuments({ live: true, 'slot.startsAt': new Date(slot.startsAt) });
    return {
      residents,
      seats,
      booked: outcomes.filter((one) => 'answer' in one).length,
      stored,
      refused,
      ms,
    };
  } finally {
    await processes.stop();
  }
}
