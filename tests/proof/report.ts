import type { RushDone } from './rush.ts';
import type { StepsDone } from './steps.ts';

/** What a run proved, for people to read; as Markdown it can be published. */
export function report(seed: number, rushes: readonly RushDone[], steps: StepsDone, seconds: number): string {
  const acts = Object.entries(steps.acts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `| ${name} | ${count} |`);
  return [
    '# Two people in one chair: what `npm run prove:booking` found',
    '',
    `Seed ${seed}; two API processes, one set to the time of New York and one to UTC; ${seconds} seconds in all.`,
    '',
    ...rushes.flatMap((one) => [
      `- **${one.residents} residents at once on ${one.seats === 1 ? 'one seat' : `${one.seats} seats`}**: ` +
        `${one.booked} answered 201, ${one.stored} stored, ` +
        `${Object.entries(one.refused)
          .map(([code, count]) => `${count} refused with \`${code}\``)
          .join(', ')} (${one.ms} ms).`,
    ]),
    `- **${steps.steps} random steps** (${steps.requests} requests; from 30 December on, ${steps.daysPassed.toFixed(1)} days): ` +
      `${steps.bookings} bookings accepted, ${steps.offers} freed seats offered, ${steps.closed} bookings closed by the station, ` +
      `${steps.kills} API processes killed with SIGKILL and started again.`,
    '',
    'After each step, by the times in the database and not by the indexes that guard them:',
    '',
    '- no seat had two holders, its buffer included;',
    '- no resident had more than two appointments, or two at one time;',
    '- no booking that was answered with success had disappeared, but for those a closure had closed;',
    '- nobody who waited was passed over: each freed seat went to the first in line, those whose appointment was closed before all.',
    '',
    'After each sweep: no free seat was left that somebody waited for; each offer belonged to one entry of the waitlist,',
    'whose resident had been told once; each resident whose appointment was closed had been told once.',
    '',
    '| What was done | Times |',
    '| --- | --- |',
    ...acts,
    '',
    `The same steps again: \`npm run prove:booking -- --seed ${seed} --steps ${steps.steps}\`.`,
    '',
  ].join('\n');
}
