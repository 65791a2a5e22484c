import { isDeepStrictEqual } from 'node:util';
import type { BodyOf, MyDataExport, OwnConsultation } from '@linli/shared/api/types.ts';
import { consultationRatingDays, fitsConsultation } from '@linli/shared/consultations.ts';
import { isBadGrade } from '@linli/shared/grades.ts';
import { reasonTagEdition, tagLabel, tagsOutsideGrade } from '@linli/shared/reason-tags.ts';
import { Types } from 'mongoose';
import { type Clock, dayMs, later, secondMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { FollowUps } from '../../platform/follow-ups.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Appointment, Visits } from '../appointments/index.ts';
import type { LegalService } from '../legal-service/index.ts';
import {
  copyOf,
  createHoldings,
  type HoldingNeeds,
  presentForExport,
  takePersonalParts,
} from '../personal-data/index.ts';
import {
  openContact,
  presentForResident,
  type TicketProgress,
  timelineForResident,
} from '../tickets/index.ts';
import type { Confided } from './confided.ts';
import { type PresentNeeds, presentLawyerName } from './present.ts';
import { type ConsultationRating, consultationRatingModel } from './rating-model.ts';

export interface RatingNeeds extends HoldingNeeds, PresentNeeds {
  visits: Visits;
  legalService: LegalService;
  confided: Pick<Confided, 'adviceFor'>;
  followUps: FollowUps;
  vault: Vault;
  clock: Clock;
}

type RateBody = BodyOf<'rateConsultation'>;

/** Ratings younger than this are still in the hands of the process that took them. */
const sweepAfterMs = 5 * secondMs;
/** Tickets opened in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;

/** How residents rate their consultations, and what comes of a bad rating. */
export function createConsultationRatings(needs: RatingNeeds) {
  const { connection, visits, legalService, tickets, vault, clock, followUps, confided } = needs;
  const ratings = consultationRatingModel(connection);
  const holdings = createHoldings<ConsultationRating>(
    {
      kind: 'consultation',
      collection: ratings.collection.name,
      purpose: 'consultation-contact',
      contactNeededWhileOpen: true,
      titleOf: ({ lawyerId }) => presentLawyerName(lawyerId, needs).name,
    },
    needs,
  );

  /** @throws not-found, also when it is somebody else's */
  async function own(residentId: string, id: string): Promise<Appointment> {
    const appointment = await visits.findOwn(new Types.ObjectId(residentId), id);
    if (!appointment) throw new ApiError('not-found');
    return appointment;
  }

  const ratingOf = (consultationId: Types.ObjectId) =>
    ratings.findOne({ consultationId }).lean<ConsultationRating>();

  async function present(appointment: Appointment): Promise<OwnConsultation> {
    const { _id, slot, case: told, state, endedAt } = appointment;
    const [advice, rating] = await Promise.all([confided.adviceFor(_id), ratingOf(_id)]);
    const until = ratableUntil(appointment);
    const ratable = rating === null && until !== null && until > clock.now();
    return {
      id: _id.toHexString(),
      lawyer: presentLawyerName(slot.lawyerId, needs).name,
      matter: told?.matter ?? null,
      finishedAt: state === 'finished' ? (endedAt?.toISOString() ?? null) : null,
      advice,
      ratableUntil: ratable ? until.toISOString() : null,
      rating: rating && presentRating(rating, await tickets.progressOf(rating._id)),
    };
  }

  /** @throws consultation-not-ratable, tags-not-of-grade, consent-needed */
  function newRating(appointment: Appointment, residentId: string, body: RateBody): ConsultationRating {
    const { _id: consultationId, slot, startedAt } = appointment;
    const { lawyerId, stationId, mode, startsAt } = slot;
    const now = clock.now();
    const until = ratableUntil(appointment);
    const legal = legalService.directory();
    const unitId = legal.station(stationId)?.unitId;
    if (!until || until <= now || !unitId) throw new ApiError('consultation-not-ratable');
    refuseTags(body);
    const { grade, tags, idempotencyKey } = body;
    const lawyer = legal.lawyer(lawyerId);
    return {
      _id: new Types.ObjectId(),
      residentId: new Types.ObjectId(residentId),
      idempotencyKey,
      consultationId,
      lawyerId,
      stationId,
      mode,
      departmentId: unitId,
      ratedStaffIds: lawyer ? [lawyer.staffId] : [],
      servedAt: startedAt ?? startsAt,
      grade,
      tags,
      tagEdition: reasonTagEdition,
      ...takePersonalParts('consultation-contact', body, vault, now),
      createdAt: now,
      ...(isBadGrade(grade) && { ticketDue: true as const }),
    };
  }

  /** One insert decides; the same key again changes nothing. @throws already-rated, idempotency-key-reused */
  async function store(rating: ConsultationRating): Promise<void> {
    try {
      await ratings.create(rating);
    } catch (error) {
      if (!duplicateKeyOf(error)) throw error;
      const first = await ratingOf(rating.consultationId);
      if (first?.idempotencyKey !== rating.idempotencyKey) throw new ApiError('already-rated');
      if (!isDeepStrictEqual(contentOf(first, vault), contentOf(rating, vault)))
        throw new ApiError('idempotency-key-reused');
      return;
    }
    if (rating.ticketDue) followUps.start('open ticket of consultation', () => openTicketOf(rating));
  }

  async function openTicketOf(rating: ConsultationRating): Promise<void> {
    const { _id, grade, tags, departmentId, ratedStaffIds, createdAt } = rating;
    await tickets.open({
      sourceId: _id,
      subject: { kind: 'consultation', grade, tags },
      departmentId,
      ratedStaffIds,
      raisedAt: createdAt,
      personal: copyOf(rating),
    });
    await ratings.updateOne({ _id }, { $unset: { ticketDue: 1 } });
  }

  async function openMissingTickets(): Promise<void> {
    const owed = await ratings
      .find({ ticketDue: true, createdAt: { $lte: later(clock.now(), -sweepAfterMs) } })
      .sort({ createdAt: 1 })
      .limit(sweepSize)
      .lean<ConsultationRating[]>();
    for (const rating of owed) await openTicketOf(rating);
  }

  return {
    ratings,
    openMissingTickets,
    holdings,
    /** Whose rating it is; null when that is not known any more. */
    async residentOf(ratingId: Types.ObjectId): Promise<Types.ObjectId | null> {
      const rating = await ratings.findById(ratingId, { residentId: 1 }).lean<ConsultationRating>();
      return rating?.residentId ?? null;
    },

    get: async (residentId: string, id: string) => present(await own(residentId, id)),

    async rate(residentId: string, id: string, body: RateBody): Promise<OwnConsultation> {
      const appointment = await own(residentId, id);
      await store(newRating(appointment, residentId, body));
      return present(appointment);
    },

    async judge(
      residentId: string,
      id: string,
      judgement: BodyOf<'judgeConsultation'>,
    ): Promise<OwnConsultation> {
      const appointment = await own(residentId, id);
      const rating = await ratingOf(appointment._id);
      if (!rating) throw new ApiError('judgement-not-open');
      await tickets.judge(rating._id, { text: null, ...judgement });
      return present(appointment);
    },

    /** Everything a resident said of consultations, and what came of it, newest first. */
    async exportOf(residentId: string): Promise<MyDataExport['consultationRatings']> {
      const all = await ratings
        .find({ residentId: new Types.ObjectId(residentId) })
        .sort({ createdAt: -1, _id: -1 })
        .lean<ConsultationRating[]>();
      const progress = await tickets.progressOfEach(all.map(({ _id }) => _id));
      return all.map((rating) => ({
        lawyer: presentLawyerName(rating.lawyerId, needs).name,
        ...presentRating(rating, progress.get(rating._id.toHexString()) ?? null),
        ...presentForExport(rating, vault),
      }));
    },

    jobs: [
      { name: 'open missing tickets of consultations', every: '1 minute', run: openMissingTickets },
      { name: 'erase personal data in ratings of consultations', every: '1 minute', run: holdings.sweep },
    ] satisfies RecurringJob[],
  };
}

export type ConsultationRatings = ReturnType<typeof createConsultationRatings>;

/** Null before it has taken place. */
function ratableUntil({ state, endedAt }: Appointment): Date | null {
  return state === 'finished' && endedAt ? later(endedAt, consultationRatingDays * dayMs) : null;
}

/** @throws tags-not-of-grade also for tags that do not fit advice */
function refuseTags({ grade, tags }: RateBody): void {
  const outside = new Set([
    ...tagsOutsideGrade(grade, tags),
    ...tags.filter((code) => !fitsConsultation({ code })),
  ]);
  if (outside.size > 0) throw new ApiError('tags-not-of-grade', { details: { tags: [...outside] } });
}

/** What the resident said: tells whether a repeated key came with the same content. */
function contentOf({ grade, tags, comment, contact }: ConsultationRating, vault: Vault) {
  return { grade, tags: [...tags], comment, contact: contact && openContact(contact, vault) };
}

function presentRating(rating: ConsultationRating, ticket: TicketProgress | null) {
  const { grade, tags, comment, contact, contactErasure, createdAt } = rating;
  return {
    grade,
    tags: tags.map((code) => ({ code, label: tagLabel(code) })),
    comment,
    anonymous: contact === null && contactErasure?.doneAt === undefined,
    createdAt: createdAt.toISOString(),
    ticket: ticket && presentForResident(ticket),
    timeline: [
      { kind: 'rated' as const, at: createdAt.toISOString(), text: null },
      ...(ticket ? timelineForResident(ticket) : []),
    ],
  };
}
