import { randomInt } from 'node:crypto';
import { Types } from 'mongoose';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Directory } from '../organization/index.ts';
import { chooseHandler } from './assignment.ts';
import type { Ticket, TicketModel, TicketSource } from './model.ts';
import type { OpenCounts } from './open-counts.ts';

/** Without 0/O, 1/I/L and vowels: a number can be read out over the phone, and never spells a word. */
const numberAlphabet = '23456789BCDFGHJKMNPQRSTVWXZ';
const numberLength = 4;

/** The day in Shanghai, as the number's first half. */
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

function ticketNumber(now: Date): string {
  const letters = Array.from(
    { length: numberLength },
    () => numberAlphabet[randomInt(numberAlphabet.length)],
  );
  return `${dayFormat.format(now).replaceAll('-', '')}-${letters.join('')}`;
}

/** Opens the one ticket of a source. Done again for the same one, it changes nothing. */
export async function openTicket(
  tickets: TicketModel,
  openCounts: OpenCounts,
  directory: Directory,
  source: TicketSource,
  now: Date,
): Promise<void> {
  const ticket: Omit<Ticket, 'number'> = {
    ...source,
    _id: new Types.ObjectId(),
    version: 1,
    state: 'assigned',
    open: true,
    handlerId: await chooseHandler(openCounts, directory, source),
    finding: null,
    reply: null,
    openedAt: now,
    closedAt: null,
    history: [{ kind: 'opened', at: now, staffId: null, text: null, finding: null }],
  };
  for (;;) {
    try {
      await tickets.create({ ...ticket, number: ticketNumber(now) });
      return;
    } catch (error) {
      const duplicate = duplicateKeyOf(error);
      if (duplicate && 'sourceId' in duplicate) return;
      if (!duplicate || !('number' in duplicate)) throw error;
    }
  }
}
