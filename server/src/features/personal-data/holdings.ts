import type { ConsentStatus, Holding } from '@linli/shared/api/types.ts';
import { type ConsentPurpose, type ErasablePart, erasableParts } from '@linli/shared/consent.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Vault } from '../../platform/vault.ts';
import { type Contact, sealContact, type TicketProgress, type Tickets } from '../tickets/index.ts';
import { copyOf, type PersonalParts, personalPartsModel } from './model.ts';
import { presentHolding } from './present.ts';
import { caseEnd, reviewOf, stateOf } from './review.ts';

/** The personal data in one kind of document: what its owners may do with it, and what time does to it. */
export interface Holdings {
  purpose: ConsentPurpose;
  count(residentId: string): Promise<number>;
  list(
    residentId: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: Holding[]; nextCursor: string | null }>;
  /** @throws not-found, contact-not-correctable */
  correct(residentId: string, id: string, contact: Contact): Promise<Holding>;
  /** Erases at once, or marks what an open ticket still needs. @throws not-found */
  erase(residentId: string, id: string, parts: readonly ErasablePart[]): Promise<Holding>;
  consentStatus(residentId: string): Promise<ConsentStatus>;
  /** Takes back the consent to all contacts given so far. */
  withdraw(residentId: string): Promise<void>;
  /**
   * Takes back all consents and cuts each document's tie to the resident. Done again, it does what came in between.
   * Answers how many documents still hold something for an open ticket.
   */
  release(residentId: string, eraseComments: boolean): Promise<number>;
  /** Erases what has become due, and brings tickets' copies up to date that a process left behind. */
  sweep(): Promise<void>;
}

export interface HoldingNeeds {
  connection: Connection;
  tickets: Tickets;
  vault: Vault;
  audit: Audit;
  clock: Clock;
}

/** What differs between the kinds. */
export interface HoldingKind<Source extends PersonalParts> {
  kind: TicketKind;
  collection: string;
  purpose: ConsentPurpose;
  /** The law asks for the contact until the ticket is closed, whatever its owner asks (docs/decisions/0012). */
  contactNeededWhileOpen: boolean;
  /** What the document is about, in a few words. */
  titleOf(source: Source): string;
}

/** Looked at in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;

export function createHoldings<Source extends PersonalParts>(
  kind: HoldingKind<Source>,
  { connection, tickets, vault, audit, clock }: HoldingNeeds,
): Holdings {
  const documents = personalPartsModel(connection, kind.collection);
  const ownedBy = (residentId: string) => ({ residentId: new Types.ObjectId(residentId) });

  const present = (source: Source, ticket: TicketProgress | null): Holding =>
    presentHolding(kind.kind, kind.titleOf(source), source, ticket, vault);

  /** @throws not-found */
  async function load(residentId: string, id: string): Promise<Source> {
    const source = await documents.findOne({ _id: id, ...ownedBy(residentId) }).lean<Source>();
    if (!source) throw new ApiError('not-found');
    return source;
  }

  async function loadHolding(residentId: string, id: string): Promise<Holding> {
    const source = await load(residentId, id);
    return present(source, await tickets.progressOf(source._id));
  }

  /** Brings the ticket's copy up to date. While the ticket is not known to be open the sweep waits for it. */
  async function copyToTicket(parts: PersonalParts): Promise<void> {
    if (parts.ticketDue) return;
    await tickets.copyPersonalData(parts._id, copyOf(parts));
    await documents.updateOne(
      { _id: parts._id, personalRevision: parts.personalRevision },
      { $unset: { copyDue: 1 } },
    );
  }

  /** Marks parts as to be erased, where there is something to erase and nobody has asked before. */
  async function ask(which: object, part: ErasablePart): Promise<void> {
    const now = clock.now();
    await documents.updateMany(
      { ...which, [part]: { $ne: null }, [`${part}Erasure.askedAt`]: { $exists: false } },
      { $set: { [`${part}Erasure`]: { askedAt: now }, reviewAt: now }, $inc: { personalRevision: 1 } },
    );
  }

  /** Erases what has to go from one document. Changed meanwhile, it stays due and is looked at again. */
  async function review(parts: PersonalParts): Promise<void> {
    const now = clock.now();
    const ended = caseEnd(parts, await tickets.progressOf(parts._id));
    const { erase, nextAt } = reviewOf(parts, ended, kind.contactNeededWhileOpen, now);
    const after = await documents
      .findOneAndUpdate(
        { _id: parts._id, personalRevision: parts.personalRevision },
        {
          $inc: { personalRevision: 1 },
          $set: {
            ...Object.fromEntries(
              erase.flatMap((part) => [
                [part, null],
                [`${part}Erasure.doneAt`, now],
              ]),
            ),
            ...(erase.length > 0 && { copyDue: true }),
            ...(nextAt && { reviewAt: nextAt }),
          },
          ...(!nextAt && { $unset: { reviewAt: 1 } }),
        },
        { returnDocument: 'after' },
      )
      .lean<PersonalParts>();
    if (!after || erase.length === 0) return;
    for (const part of erase) {
      await audit.record({
        chain: 'privacy',
        actor: { kind: 'system', id: null },
        action: `${part}-erase`,
        subject: { kind: kind.kind, id: parts._id.toHexString() },
        outcome: 'done',
        ip: null,
      });
    }
    await copyToTicket(after);
  }

  async function reviewDue(which: object): Promise<void> {
    const due = await documents
      .find({ ...which, reviewAt: { $lte: clock.now() } })
      .sort({ reviewAt: 1 })
      .limit(sweepSize)
      .lean<PersonalParts[]>();
    for (const parts of due) await review(parts);
  }

  const withContact = (residentId: string) =>
    documents
      .find({ ...ownedBy(residentId), contact: { $ne: null } })
      .sort({ createdAt: -1, _id: -1 })
      .lean<PersonalParts[]>();

  async function withdraw(residentId: string): Promise<void> {
    await ask(ownedBy(residentId), 'contact');
    await reviewDue(ownedBy(residentId));
  }

  return {
    purpose: kind.purpose,
    count: (residentId) => documents.countDocuments(ownedBy(residentId)),

    async list(residentId, { cursor, limit }) {
      const rows = await documents
        .find({ ...ownedBy(residentId), ...afterCursor('createdAt', 'descending', cursor) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Source[]>();
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
      const progress = await tickets.progressOfEach(page.map((row) => row._id));
      const items = page.map((row) => present(row, progress.get(row._id.toHexString()) ?? null));
      return { items, nextCursor };
    },

    async correct(residentId, id, contact) {
      const source = await load(residentId, id);
      const ticket = await tickets.progressOf(source._id);
      const correctable = present(source, ticket).correctable;
      const after = correctable
        ? await documents
            .findOneAndUpdate(
              { _id: source._id, ...ownedBy(residentId), contact: { $ne: null } },
              {
                $inc: { personalRevision: 1 },
                $set: {
                  'contact.name': sealContact(contact, vault).name,
                  'contact.phone': sealContact(contact, vault).phone,
                  copyDue: true,
                },
              },
              { returnDocument: 'after' },
            )
            .lean<Source>()
        : null;
      if (!after) throw new ApiError('contact-not-correctable');
      await copyToTicket(after);
      return present(after, ticket);
    },

    async erase(residentId, id, parts) {
      const { _id } = await load(residentId, id);
      for (const part of erasableParts) if (parts.includes(part)) await ask({ _id }, part);
      await reviewDue({ _id });
      return loadHolding(residentId, id);
    },

    async consentStatus(residentId) {
      const given = await withContact(residentId);
      const standing = given.filter((parts) => stateOf(parts, 'contact') === 'held');
      return {
        purpose: kind.purpose,
        givenAt: (standing[0]?.consent?.at ?? standing[0]?.createdAt)?.toISOString() ?? null,
        held: standing.length,
        waiting: given.length - standing.length,
      };
    },

    withdraw,

    async release(residentId, eraseComments) {
      if (eraseComments) await ask(ownedBy(residentId), 'comment');
      await withdraw(residentId);
      const left = await documents
        .find(ownedBy(residentId), { contact: 1, contactErasure: 1, commentErasure: 1, comment: 1 })
        .lean<PersonalParts[]>();
      // What a request under way has added since keeps its owner until the next time round.
      const nobody = left.map(({ _id }) => ({
        updateOne: {
          filter: { _id, $or: [{ contact: null }, { 'contactErasure.askedAt': { $exists: true } }] },
          update: { $set: { residentId: new Types.ObjectId() } },
        },
      }));
      if (nobody.length > 0) await documents.bulkWrite(nobody, { ordered: false });
      return left.filter((parts) =>
        erasableParts.some((part) => stateOf(parts, part) === 'leaves-when-closed'),
      ).length;
    },

    async sweep() {
      await reviewDue({});
      const behind = await documents.find({ copyDue: true }).limit(sweepSize).lean<PersonalParts[]>();
      for (const parts of behind) await copyToTicket(parts);
    },
  };
}
