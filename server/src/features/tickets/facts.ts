import type { Grade } from '@linli/shared/grades.ts';
import type { QueryFilter, Types } from 'mongoose';
import type { TicketModel } from './model.ts';
import type { Ticket } from './ticket.ts';

/** What figures need to know of a bad rating's ticket. */
export interface BadRatingFacts {
  ratingId: Types.ObjectId;
  number: string;
  counterId: Types.ObjectId;
  /** The one person it is about; null when it is about several, or nobody. */
  staffId: Types.ObjectId | null;
  grade: Grade;
  /** The rating is a supplement (追评), which is handled but does not count in the good rate. */
  supplementary: boolean;
  finding: Ticket['finding'];
  excluded: boolean;
  replied: boolean;
  measures: Ticket['measures'];
  measured: boolean;
  realName: boolean;
  contacted: boolean;
  /** The clock of the answer; null where none was started. */
  settle: Ticket['clocks'][number] | null;
}

type FactFields = Pick<
  Ticket,
  | 'sourceId'
  | 'number'
  | 'subject'
  | 'ratedStaffIds'
  | 'finding'
  | 'excluded'
  | 'reply'
  | 'measures'
  | 'personal'
  | 'history'
  | 'clocks'
>;

const factFields = {
  sourceId: 1,
  number: 1,
  subject: 1,
  ratedStaffIds: 1,
  finding: 1,
  excluded: 1,
  reply: 1,
  measures: 1,
  'personal.contact': 1,
  'personal.contactErased': 1,
  'history.kind': 1,
  clocks: 1,
} as const;

/** The tickets of bad ratings of a period: of counters, or about one person alone. */
export async function badRatingFacts(
  tickets: TicketModel,
  scope: { counterIds: readonly Types.ObjectId[] } | { staffId: Types.ObjectId },
  from: Date,
  until: Date,
): Promise<BadRatingFacts[]> {
  const of: QueryFilter<Ticket> =
    'staffId' in scope
      ? { ratedStaffIds: scope.staffId, 'ratedStaffIds.1': { $exists: false } }
      : { 'subject.counterId': { $in: scope.counterIds } };
  const rows = await tickets
    .find({ ...of, raisedAt: { $gte: from, $lt: until } }, factFields)
    .lean<FactFields[]>();
  return rows.flatMap((row) => factsOf(row) ?? []);
}

function factsOf({ sourceId, number, subject, ratedStaffIds, ...ticket }: FactFields): BadRatingFacts | null {
  if (subject.kind !== 'rating') return null;
  const { finding, excluded, reply, measures, personal, history, clocks } = ticket;
  const [only, ...others] = ratedStaffIds;
  return {
    ratingId: sourceId,
    number,
    counterId: subject.counterId,
    staffId: only && others.length === 0 ? only : null,
    grade: subject.grade,
    supplementary: subject.first !== undefined,
    finding,
    excluded,
    replied: reply !== null,
    measures,
    measured: measures.length > 0,
    realName: personal.contact !== null || personal.contactErased,
    contacted: history.some(({ kind }) => kind === 'contact'),
    settle: clocks.find(({ kind }) => kind === 'settle') ?? null,
  };
}
