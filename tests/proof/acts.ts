import { bookingOf } from '@linli/server/testing/index.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type Ledger, ownOf } from './ledger.ts';
import type { Outcome, People } from './people.ts';

export type Slot = AnswerOf<'listSlots'>['days'][number]['slots'][number];
type Detail = AnswerOf<'bookAppointment'>;

/** What a step needs: who asks, what they were promised, and the chance that decides. */
export interface Acting {
  people: People;
  ledger: Ledger;
  /** All slots that can be booked at this moment, free or not. */
  slots: readonly Slot[];
  /** A number from 0 to below 1, of the seed. */
  random: () => number;
}

const matter = 'family' as const;

/** Names a thing once and for all: the keys come of the seed, too. */
function keyOf(random: () => number): string {
  const part = () =>
    Math.floor(random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');
  return `${part()}${part()}${part()}`;
}

/** Near slots are wanted most. */
function wanted({ slots, random }: Acting): Slot | undefined {
  return slots[Math.floor(random() ** 3 * slots.length)];
}

function any<Value>(values: readonly Value[], random: () => number): Value | undefined {
  return values[Math.floor(random() * values.length)];
}

function accept({ ledger }: Acting, resident: string, made: Detail): void {
  const { id, slot } = made;
  ledger.accepted.set(id, { id, resident, lawyerId: slot.lawyer.id, startsAt: slot.startsAt, matter });
  ledger.kept.delete(resident);
}

const made = <Body>(outcome: Outcome<Body>): Body | null => ('answer' in outcome ? outcome.answer : null);

async function book(acting: Acting, resident: string): Promise<void> {
  const slot = wanted(acting);
  if (!slot) return;
  const body = bookingOf(slot, { matter, idempotencyKey: keyOf(acting.random) });
  const booked = made(
    await acting.people.ask(resident, (call, token) => call('bookAppointment', { token, body })),
  );
  // A hold of before was given back by the booking.
  acting.ledger.kept.delete(resident);
  if (booked) accept(acting, resident, booked);
}

async function hold(acting: Acting, resident: string): Promise<void> {
  const slot = wanted(acting);
  if (!slot) return;
  const body = {
    lawyerId: slot.lawyer.id,
    startsAt: slot.startsAt,
    matter,
    idempotencyKey: keyOf(acting.random),
  };
  const held = made(await acting.people.ask(resident, (call, token) => call('holdSlot', { token, body })));
  acting.ledger.kept.delete(resident);
  if (held) acting.ledger.kept.set(resident, { id: held.id, ...body });
}

async function bookKept(acting: Acting, resident: string): Promise<void> {
  const { people, ledger, random } = acting;
  const kept = ledger.kept.get(resident);
  if (!kept) return hold(acting, resident);
  const slot = { lawyer: { id: kept.lawyerId, name: '', firm: '' }, startsAt: kept.startsAt };
  const body = bookingOf(slot, { matter, holdId: kept.id, idempotencyKey: keyOf(random) });
  const booked = made(await people.ask(resident, (call, token) => call('bookAppointment', { token, body })));
  ledger.kept.delete(resident);
  if (booked) accept(acting, resident, booked);
}

async function cancel(acting: Acting, resident: string): Promise<void> {
  const { people, ledger, random } = acting;
  const own = any(ownOf(ledger, resident), random);
  if (!own) return;
  const params = { id: own.id };
  const done = made(
    await people.ask(resident, (call, token) => call('cancelAppointment', { token, params })),
  );
  if (done && done.state !== 'booked') ledger.accepted.delete(own.id);
}

async function move(acting: Acting, resident: string): Promise<void> {
  const { people, ledger, random } = acting;
  const own = any(ownOf(ledger, resident), random);
  const slot = wanted(acting);
  if (!own || !slot) return;
  const params = { id: own.id };
  const body = { lawyerId: slot.lawyer.id, startsAt: slot.startsAt };
  const done = made(
    await people.ask(resident, (call, token) => call('rescheduleAppointment', { token, params, body })),
  );
  if (done && done.id === own.id) ledger.accepted.set(own.id, { ...own, ...body });
}

async function queue(acting: Acting, resident: string): Promise<void> {
  const slot = wanted(acting);
  if (!slot) return;
  const { random } = acting;
  const china = new Date(Date.parse(slot.startsAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  const body = {
    day: china,
    matter,
    idempotencyKey: keyOf(random),
    ...(random() < 0.5 && { lawyerId: slot.lawyer.id }),
    ...(random() < 0.3 && { mode: slot.mode }),
  };
  const joined = made(
    await acting.people.ask(resident, (call, token) => call('joinWaitlist', { token, body })),
  );
  if (joined) acting.ledger.waits.set(resident, joined.id);
}

async function leave(acting: Acting, resident: string): Promise<void> {
  const id = acting.ledger.waits.get(resident);
  if (id === undefined) return;
  await acting.people.ask(resident, (call, token) => call('leaveWaitlist', { token, params: { id } }));
  acting.ledger.waits.delete(resident);
}

/** Looks at what one waits for, and takes, declines or overlooks what is offered. */
async function answerOffer(acting: Acting, resident: string): Promise<void> {
  const { people, random } = acting;
  const list = made(await people.ask(resident, (call, token) => call('listMyWaits', { token })));
  const offered = list?.items.find(({ offerId }) => offerId !== null);
  const offerId = offered?.offerId ?? '';
  if (!offered || offerId === '') return queue(acting, resident);
  const params = { id: offerId };
  const offer = made(
    await people.ask(resident, (call, token) => call('getMyAppointment', { token, params })),
  );
  if (!offer) return;
  if (random() < 0.2) {
    await people.ask(resident, (call, token) => call('cancelAppointment', { token, params }));
    return;
  }
  const body = bookingOf(offer.slot, { matter, holdId: offerId, idempotencyKey: keyOf(random) });
  const booked = made(await people.ask(resident, (call, token) => call('bookAppointment', { token, body })));
  if (booked) accept(acting, resident, booked);
}

/** Answers a closure: confirms the seat that is kept, or takes another time. */
async function answerClosure(acting: Acting, resident: string): Promise<void> {
  const { people, ledger, random } = acting;
  const id = ledger.closedFor.get(resident);
  if (id === undefined) return book(acting, resident);
  const params = { id };
  const closed = made(
    await people.ask(resident, (call, token) => call('getMyAppointment', { token, params })),
  );
  const { instead, alternatives } = closed?.closure ?? { instead: null, alternatives: [] };
  const slot = instead && random() < 0.6 ? instead.slot : any(alternatives, random);
  if (!slot) return;
  const body = { lawyerId: slot.lawyer.id, startsAt: slot.startsAt };
  const done = made(
    await people.ask(resident, (call, token) => call('rescheduleAppointment', { token, params, body })),
  );
  if (!done) return;
  ledger.closedFor.delete(resident);
  if (done.state === 'booked') accept(acting, resident, done);
}

/** Of a hundred things residents do. */
const shares = [
  [14, book],
  [10, hold],
  [14, bookKept],
  [13, cancel],
  [12, move],
  [15, queue],
  [2, leave],
  [12, answerOffer],
  [8, answerClosure],
] as const;
const acts = shares.flatMap(([share, one]) => Array.from({ length: share }, () => one));

/** Something a resident does, by chance. */
export async function act(acting: Acting, resident: string): Promise<string> {
  const chosen = acts[Math.floor(acting.random() * acts.length)] ?? book;
  await chosen(acting, resident);
  return chosen.name;
}

/** The station closes half a day or a whole one of a lawyer. */
export async function close({ people, ledger, slots, random }: Acting): Promise<void> {
  const slot = any(slots, random);
  if (!slot) return;
  const day = new Date(Date.parse(slot.startsAt) + 8 * 3_600_000).toISOString().slice(0, 10);
  const part = any(['day', 'morning', 'afternoon'] as const, random) ?? 'day';
  const of = { kind: 'lawyer' as const, id: slot.lawyer.id };
  const body = { ...of, from: day, to: day, part, reason: '律师临时有事', idempotencyKey: keyOf(random) };
  const entered = made(
    await people.ask('staff:station', (call, token) => call('enterClosure', { token, body })),
  );
  if (entered) ledger.closures.set(entered.id, { id: entered.id, of, from: entered.from, to: entered.to });
}

/** Takes a closure back, so that there is something left to book. */
export async function reopen({ people, ledger, random }: Acting): Promise<void> {
  const closure = any([...ledger.closures.values()], random);
  if (!closure) return;
  const params = { id: closure.id };
  await people.ask('staff:station', (call, token) => call('endClosure', { token, params }));
}
