import type { EvidenceList } from '@linli/shared/api/types.ts';
import { Types, type UpdateQuery } from 'mongoose';
import { dayMs, later } from '../../../platform/clock.ts';
import { ApiError } from '../../../platform/errors.ts';
import type { StaffActor } from '../../../platform/http/actor.ts';
import type { Ticket, TicketEvidence } from '../ticket.ts';
import { isRemovable, presentEvidence } from './present.ts';
import type { EvidenceNeeds } from './service.ts';

/** Tickets whose evidence is erased in one round; the rest wait for the next. */
const sweepSize = 100;

type Gone = NonNullable<TicketEvidence['gone']>;

export function createEvidenceRemoval(needs: EvidenceNeeds & { evidenceDays: number }) {
  const { tickets, organization, access, files, audit, clock, evidenceDays } = needs;

  /** Takes the files out of the ticket, then out of the store. False when the evidence changed meanwhile. */
  async function takeOut(
    ticket: Ticket,
    which: (evidence: TicketEvidence) => boolean,
    gone: Gone,
    more: { filter?: object; update?: UpdateQuery<Ticket> } = {},
  ): Promise<boolean> {
    const keys = ticket.evidence.filter(which).flatMap(({ fileKey }) => fileKey ?? []);
    const evidence = ticket.evidence.map((one) => (which(one) ? { ...one, fileKey: null, gone } : one));
    const held = evidence.some(({ fileKey }) => fileKey !== null);
    // From here on the sweep looks after them, should this process die.
    for (const key of keys) await files.doubt(key);
    const { modifiedCount } = await tickets.updateOne(
      { _id: ticket._id, evidenceRevision: ticket.evidenceRevision, ...more.filter },
      {
        ...more.update,
        $inc: { evidenceRevision: 1 },
        $set: { evidence },
        ...(!held && { $unset: { evidenceHeld: 1 } }),
      },
    );
    if (modifiedCount === 1) for (const key of keys) await files.remove(key);
    return modifiedCount === 1;
  }

  /** Evidence whose ticket has been closed long enough. */
  async function eraseOld(): Promise<void> {
    const at = clock.now();
    const due = await tickets
      .find({ evidenceHeld: true, closedAt: { $lte: later(at, -evidenceDays * dayMs) } })
      .sort({ closedAt: 1 })
      .limit(sweepSize)
      .lean<Ticket[]>();
    for (const ticket of due) {
      const held = ({ fileKey }: TicketEvidence) => fileKey !== null;
      // Reopened meanwhile, it is needed again.
      const filter = { closedAt: ticket.closedAt };
      const erased = await takeOut(ticket, held, { at, staffId: null, reason: null }, { filter });
      if (!erased) continue;
      await audit.record({
        chain: 'privacy',
        actor: { kind: 'system', id: null },
        action: 'evidence-erase',
        subject: { kind: 'ticket', id: ticket._id.toHexString() },
        outcome: 'done',
        ip: null,
      });
    }
  }

  /** Which files some ticket still has. */
  async function usedAmong(keys: string[]): Promise<ReadonlySet<string>> {
    const using = await tickets
      .find({ evidenceHeld: true, 'evidence.fileKey': { $in: keys } }, { 'evidence.fileKey': 1 })
      .lean<{ evidence: Pick<TicketEvidence, 'fileKey'>[] }[]>();
    return new Set(using.flatMap(({ evidence }) => evidence.flatMap(({ fileKey }) => fileKey ?? [])));
  }
  files.countUse(usedAmong);

  return {
    /** @throws not-found, not-allowed for what somebody else has added, ticket-action-not-allowed once it is closed */
    async remove(
      actor: StaffActor,
      id: string,
      evidenceId: string,
      reason: string,
      ip: string,
    ): Promise<EvidenceList> {
      for (;;) {
        const { ticket, relations } = await access.loadFor(id, actor, 'addEvidence', 'evidence-remove', ip);
        const evidence = ticket.evidence.find((one) => one.id.equals(evidenceId));
        if (!evidence) throw new ApiError('not-found');
        if (evidence.gone !== null)
          return presentEvidence(ticket, relations, actor, organization.directory());
        if (!ticket.open) throw new ApiError('ticket-action-not-allowed');
        if (!isRemovable(ticket, evidence, actor)) {
          await access.record(actor, 'evidence-remove', id, ip, 'refused');
          throw new ApiError('not-allowed');
        }
        const gone = { at: clock.now(), staffId: new Types.ObjectId(actor.id), reason };
        const event = {
          kind: 'evidence-removed',
          at: gone.at,
          staffId: gone.staffId,
          text: reason,
          finding: null,
        };
        const removed = await takeOut(ticket, (one) => one === evidence, gone, {
          filter: { open: true },
          update: { $push: { history: event } },
        });
        if (removed) await access.record(actor, 'evidence-remove', id, ip, 'done');
      }
    },

    async sweep(): Promise<void> {
      await eraseOld();
      await files.sweep();
    },
  };
}
