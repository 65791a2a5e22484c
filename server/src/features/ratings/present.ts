import type { AnswerOf, RatingDetail, RatingRow, ScanAnswer } from '@linli/shared/api/types.ts';
import { isBadGrade } from '@linli/shared/grades.ts';
import { reasonTagEdition, tagLabel } from '@linli/shared/reason-tags.ts';
import { residentStateOf } from '@linli/shared/resident-view.ts';
import type { TicketState } from '@linli/shared/ticket-life-cycle.ts';
import type { Counter, Directory } from '../organization/index.ts';
import { presentForResident, type TicketProgress, timelineForResident } from '../tickets/index.ts';
import type { Rating } from './model.ts';
import type { RatingSubject } from './subject.ts';

function presentPlace(
  rating: Pick<Rating, 'counterId' | 'departmentId' | 'serviceItemId'>,
  directory: Directory,
) {
  const counter = directory.counter(rating.counterId);
  const item = rating.serviceItemId && directory.serviceItem(rating.serviceItemId);
  return {
    counter: { code: counter?.code ?? '', name: counter?.name ?? '' },
    department: { name: directory.unit(rating.departmentId)?.name ?? '' },
    serviceItem: item ? { name: item.name } : null,
  };
}

/** Names the counter and the service, never the person who gave it. */
export function presentScan(scene: string, subject: RatingSubject, directory: Directory): ScanAnswer {
  const { counter }: { counter: Counter } = subject;
  const common = {
    scene,
    counter: { code: counter.code, name: counter.name, scanCode: counter.scanCode },
    department: {
      name: directory.unit(counter.departmentId)?.name ?? '',
      subDistrict: directory.subDistrictOf(counter.departmentId)?.name ?? '',
    },
    tagEdition: reasonTagEdition,
  };
  if (subject.kind === 'counter') return { kind: 'counter', ...common };
  const { record } = subject;
  return {
    kind: 'service-record',
    ...common,
    serviceItem: { name: directory.serviceItem(record.serviceItemId)?.name ?? '' },
    servedAt: record.servedAt.toISOString(),
    expiresAt: record.expiresAt.toISOString(),
  };
}

export function presentRating(rating: Rating, directory: Directory): AnswerOf<'submitRating'> {
  return {
    id: rating._id.toHexString(),
    grade: rating.grade,
    tags: rating.tags.map((code) => ({ code, label: tagLabel(code) })),
    comment: rating.comment,
    anonymous: rating.contact === null && rating.contactErasure?.doneAt === undefined,
    ...presentPlace(rating, directory),
    createdAt: rating.createdAt.toISOString(),
    opensTicket: isBadGrade(rating.grade),
  };
}

/** What the list of one's own ratings needs. */
export const rowFields = {
  grade: 1,
  counterId: 1,
  departmentId: 1,
  serviceItemId: 1,
  supplementTo: 1,
  createdAt: 1,
} as const;

export type RatingRowFields = Pick<Rating, '_id' | keyof typeof rowFields>;

export function presentRow(
  rating: RatingRowFields,
  ticketState: TicketState | null,
  directory: Directory,
): RatingRow {
  return {
    id: rating._id.toHexString(),
    grade: rating.grade,
    ...presentPlace(rating, directory),
    createdAt: rating.createdAt.toISOString(),
    supplementary: rating.supplementTo !== undefined,
    ticketState: ticketState && residentStateOf(ticketState),
  };
}

/** What belongs to a rating, and until when it can be supplemented. */
export interface RatingRelations {
  ticket: TicketProgress | null;
  supplementTo: OtherRating | null;
  supplement: OtherRating | null;
  supplementUntil: Date | null;
}

export type OtherRating = Pick<Rating, '_id' | 'grade' | 'createdAt'>;

const presentOther = (other: OtherRating | null) =>
  other && { id: other._id.toHexString(), grade: other.grade, createdAt: other.createdAt.toISOString() };

export function presentOwnRating(
  rating: Rating,
  { ticket, supplementTo, supplement, supplementUntil }: RatingRelations,
  directory: Directory,
): RatingDetail {
  return {
    ...presentRating(rating, directory),
    supplementTo: presentOther(supplementTo),
    supplement: presentOther(supplement),
    supplementBy: supplement ? null : (supplementUntil?.toISOString() ?? null),
    commentCheck:
      rating.check && rating.comment !== null
        ? { state: rating.check.state, reason: rating.check.reason ?? null }
        : null,
    ticket: ticket && presentForResident(ticket),
    timeline: [
      { kind: 'rated', at: rating.createdAt.toISOString(), text: null },
      ...(ticket ? timelineForResident(ticket) : []),
    ],
  };
}
