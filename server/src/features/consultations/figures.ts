import type { AnswerOf, QueryOf } from '@linli/shared/api/types.ts';
import { type Grade, grades, isBadGrade } from '@linli/shared/grades.ts';
import { startOfDay } from '@linli/shared/working-time.ts';
import type { Types } from 'mongoose';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Visits } from '../appointments/index.ts';
import type { Tickets } from '../tickets/index.ts';
import type { DayNeeds } from './day.ts';
import type { WalkIn } from './model.ts';
import { lawyerOf } from './policy.ts';
import { presentLawyerName } from './present.ts';
import type { ConsultationRating, ConsultationRatingModel } from './rating-model.ts';

export interface FigureNeeds extends DayNeeds {
  visits: Visits;
  ratings: ConsultationRatingModel;
  tickets: Pick<Tickets, 'excludedAmong'>;
  /** Samples smaller than this are marked. */
  minSample: number;
}

type Answer = AnswerOf<'getConsultationFigures'>;
type Totals = Omit<Answer['total'], 'good'>;

/** Longer periods are asked for year by year. */
const daysMax = 366;

/** What happened to one lawyer's consultations. */
interface Piece {
  lawyerId: Types.ObjectId;
  add(totals: Totals): void;
}

function nothing(): Totals {
  return {
    finished: { 'on-site': 0, phone: 0, video: 0, walkIn: 0 },
    missed: 0,
    byGrade: { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0 },
    excluded: 0,
  };
}

/** How many were advised and how they rated it, worked out from what is stored and from nothing else. */
export async function consultationFigures(
  needs: FigureNeeds,
  actor: StaffActor,
  period: QueryOf<'getConsultationFigures'>,
): Promise<Answer> {
  const pieces = (await piecesOf(needs, stationIdsFor(actor, needs), spanOf(period))).filter(
    ({ lawyerId }) => seesAll(actor) || lawyerOf(actor, needs)?._id.equals(lawyerId),
  );
  const sum = (of: readonly Piece[]) => {
    const totals = nothing();
    for (const { add } of of) add(totals);
    return withRate(totals, needs.minSample);
  };
  const byLawyer = Map.groupBy(pieces, ({ lawyerId }) => lawyerId.toHexString());
  const rows = [...byLawyer.values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ lawyer: presentLawyerName(first.lawyerId, needs), ...sum(own) }] : [];
  });
  return { ...period, minSample: needs.minSample, total: sum(pieces), rows };
}

function seesAll({ roles }: StaffActor): boolean {
  return roles.includes('supervisor') || roles.includes('auditor');
}

/** The stations below the actor's unit; all of them for a lawyer, who sees their own row alone. */
function stationIdsFor(actor: StaffActor, { organization, legalService }: FigureNeeds): Types.ObjectId[] {
  const directory = organization.directory();
  return legalService
    .directory()
    .stations()
    .filter(
      ({ unitId }) =>
        !seesAll(actor) || directory.lineage(unitId).some(({ _id }) => _id.equals(actor.departmentId)),
    )
    .map(({ _id }) => _id);
}

/** @throws invalid-request when it ends before it begins, or is too long */
function spanOf({ from, to }: QueryOf<'getConsultationFigures'>): { from: Date; until: Date } {
  const span = { from: startOfDay(from), until: later(startOfDay(to), dayMs) };
  const length = span.until.getTime() - span.from.getTime();
  if (length > 0 && length <= daysMax * dayMs) return span;
  const message = length > 0 ? '时间最长一年' : '结束日期不能早于开始日期';
  throw new ApiError('invalid-request', { details: [{ path: 'query.to', message }] });
}

async function piecesOf(
  { visits, models, ratings, tickets }: FigureNeeds,
  stationIds: readonly Types.ObjectId[],
  { from, until }: { from: Date; until: Date },
): Promise<Piece[]> {
  const [ended, walkIns, rated] = await Promise.all([
    visits.ended(stationIds, from, until),
    models.walkIns
      .find(
        {
          stationId: { $in: stationIds },
          createdAt: { $gte: from, $lt: until },
          state: 'finished',
        },
        { lawyerId: 1 },
      )
      .lean<Pick<WalkIn, 'lawyerId'>[]>(),
    ratings
      .find(
        { stationId: { $in: stationIds }, servedAt: { $gte: from, $lt: until } },
        { lawyerId: 1, grade: 1 },
      )
      .lean<Pick<ConsultationRating, '_id' | 'lawyerId' | 'grade'>[]>(),
  ]);
  const excluded = await tickets.excludedAmong(rated.map(({ _id }) => _id));
  return [
    ...ended.map(
      ({ slot, state }): Piece => ({
        lawyerId: slot.lawyerId,
        add(totals) {
          if (state === 'no-show') totals.missed += 1;
          else totals.finished[slot.mode] += 1;
        },
      }),
    ),
    ...walkIns.flatMap(({ lawyerId }): Piece[] =>
      lawyerId
        ? [
            {
              lawyerId,
              add(totals) {
                totals.finished.walkIn += 1;
              },
            },
          ]
        : [],
    ),
    ...rated.map(
      ({ _id, lawyerId, grade }): Piece => ({
        lawyerId,
        add(totals) {
          if (excluded.has(_id.toHexString())) totals.excluded += 1;
          else totals.byGrade[grade] += 1;
        },
      }),
    ),
  ];
}

function withRate(totals: Totals, minSample: number): Answer['total'] {
  const sum = (of: readonly Grade[]) => of.reduce((all, grade) => all + totals.byGrade[grade], 0);
  const of = sum(grades);
  const part = sum(grades.filter((grade) => !isBadGrade(grade)));
  return { ...totals, good: { part, of, rate: of === 0 ? null : part / of, small: of < minSample } };
}
