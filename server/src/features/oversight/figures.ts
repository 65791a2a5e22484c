import type { AnswerOf } from '@linli/shared/api/types.ts';
import { addTallies, countedRatings, emptyTally, figuresOf, type Tally } from '@linli/shared/figures.ts';
import { isBadGrade } from '@linli/shared/grades.ts';
import type { Types } from 'mongoose';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Directory, Organization, Unit } from '../organization/index.ts';
import type { Ratings, RatingTally } from '../ratings/index.ts';
import type { ServiceRecords, ServiceTally } from '../service-records/index.ts';
import type { BadRatingFacts, Tickets } from '../tickets/index.ts';
import type { Appeals } from './appeals.ts';
import { type Period, spanOf } from './period.ts';

export type FigureRow = AnswerOf<'listFigures'>['total'];

/** What figures can be of. */
export type FigureSubject = 'staff' | 'counter' | 'department';

export interface FigureNeeds {
  organization: Organization;
  ratings: Pick<Ratings, 'tally'>;
  serviceRecords: Pick<ServiceRecords, 'tally'>;
  tickets: Pick<Tickets, 'badRatingFacts'>;
  appeals: Pick<Appeals, 'upheldAmong'>;
  clock: Clock;
  /** Samples smaller than this are marked and not ranked. */
  minSample: number;
}

/** Whose ratings are counted: those of counters, or those that are about one person. */
export type FigureScope = { counterIds: readonly Types.ObjectId[] } | { staffId: Types.ObjectId };

/** A piece of the counts, by the counter it happened at and the one person it is about, if it is about one. */
interface Piece {
  counterId: Types.ObjectId;
  staffId: Types.ObjectId | null;
  tally: Tally;
}

export function createFigures(needs: FigureNeeds) {
  const { organization, ratings, serviceRecords, tickets, appeals, clock, minSample } = needs;

  async function piecesOf(scope: FigureScope, period: Period): Promise<Piece[]> {
    const { from, until } = spanOf(period);
    const [rated, served, bad] = await Promise.all([
      ratings.tally(scope, from, until),
      serviceRecords.tally(scope, from, until),
      tickets.badRatingFacts(scope, from, until),
    ]);
    const upheld = await appeals.upheldAmong(bad.map(({ ratingId }) => ratingId));
    const now = clock.now();
    return [
      ...rated.map(ofRatings),
      ...served.map(ofServices),
      ...bad.map((facts) => ofBadRating(facts, upheld.has(facts.ratingId.toHexString()), now)),
    ];
  }

  const row = (tally: Tally) => ({
    counted: countedRatings(tally),
    excluded: tally.excluded,
    upheld: tally.upheld,
    supplements: tally.supplements,
    badSupplements: tally.badSupplements,
    figures: figuresOf(tally, minSample),
  });

  /** The unit, if it is the actor's own or below it. @throws not-found */
  function unitInReach(actor: StaffActor, code: string | undefined): Unit {
    const directory = organization.directory();
    const unit = code === undefined ? directory.unit(actor.departmentId) : directory.unitByCode(code);
    if (!unit || !directory.lineage(unit._id).some(({ _id }) => _id.equals(actor.departmentId)))
      throw new ApiError('not-found');
    return unit;
  }

  async function ofUnit(unit: Unit, by: FigureSubject, period: Period): Promise<AnswerOf<'listFigures'>> {
    const directory = organization.directory();
    const below = directory.unitsBelow(unit._id);
    const counters = directory
      .counters()
      .filter((counter) => below.some((id) => id.equals(counter.departmentId)));
    const pieces = await piecesOf({ counterIds: counters.map(({ _id }) => _id) }, period);
    const groups = Map.groupBy(pieces, (piece) => keyOf(piece, by, directory));
    const rows = [...groups].flatMap(([id, of]) =>
      id === null ? [] : [{ id, name: nameOf(id, by, directory), ...row(sumOf(of)) }],
    );
    return {
      unit: { code: unit.code, name: unit.name },
      ...period,
      minSample,
      total: row(sumOf(pieces)),
      rows: ranked(rows),
    };
  }

  return {
    unitInReach,
    ofUnit,
    /** @throws not-found for a unit that is not the actor's own or below it */
    list: (actor: StaffActor, by: FigureSubject, unit: string | undefined, period: Period) =>
      ofUnit(unitInReach(actor, unit), by, period),
    async ofStaff(staffId: Types.ObjectId, period: Period): Promise<AnswerOf<'getMyFigures'>> {
      const pieces = await piecesOf({ staffId }, period);
      return { ...period, minSample, ...row(sumOf(pieces)) };
    },
  };
}

const sumOf = (pieces: readonly Piece[]) => addTallies(pieces.map(({ tally }) => tally));

/** What a piece is added to; null for what is about several people, where people are counted. */
function keyOf({ counterId, staffId }: Piece, by: FigureSubject, directory: Directory): string | null {
  if (by === 'staff') return staffId?.toHexString() ?? null;
  if (by === 'counter') return counterId.toHexString();
  return directory.counter(counterId)?.departmentId.toHexString() ?? null;
}

function nameOf(id: string, by: FigureSubject, directory: Directory): string {
  if (by === 'staff') return directory.staffMember(id)?.name ?? '';
  if (by === 'department') return directory.unit(id)?.name ?? '';
  const counter = directory.counter(id);
  return counter ? `${counter.code} ${counter.name}` : '';
}

type Row = AnswerOf<'listFigures'>['rows'][number];

/** By 好评率, the best first; small samples have no rank and stand at the end, by name. */
function ranked(rows: readonly Omit<Row, 'rank'>[]): Row[] {
  const rateOf = ({ figures }: Omit<Row, 'rank'>) => figures.good.rate ?? 0;
  const large = rows.filter(({ figures }) => !figures.good.small).sort((a, b) => rateOf(b) - rateOf(a));
  const small = rows.filter(({ figures }) => figures.good.small).sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...large.map((row) => ({
      ...row,
      rank: 1 + large.filter((other) => rateOf(other) > rateOf(row)).length,
    })),
    ...small.map((row) => ({ ...row, rank: null })),
  ];
}

/** 系统默认评价 of the national exchange format. */
const defaultChannel = 7;

function ofRatings({ counterId, staffId, grade, channel, supplementary, ...counts }: RatingTally): Piece {
  const { count, ofRecords } = counts;
  const tally = emptyTally();
  if (supplementary) {
    tally.supplements = count;
    tally.badSupplements = isBadGrade(grade) ? count : 0;
    return { counterId, staffId, tally };
  }
  tally.byGrade[grade] = count;
  if (channel === defaultChannel) tally.defaultsByGrade[grade] = count;
  tally.ratedRecords = ofRecords;
  return { counterId, staffId, tally };
}

function ofServices({ counterId, staffId, count }: ServiceTally): Piece {
  return { counterId, staffId, tally: { ...emptyTally(), records: count } };
}

/** What a bad rating's ticket adds; an excluded one takes itself out of the ratings that count. */
function ofBadRating(facts: BadRatingFacts, upheld: boolean, now: Date): Piece {
  const { counterId, staffId, grade } = facts;
  const tally = emptyTally();
  if (facts.excluded || upheld) {
    // A supplement was not among them.
    tally.byGrade[grade] = facts.supplementary ? 0 : -1;
    tally.excluded = facts.excluded ? 1 : 0;
    tally.upheld = facts.excluded ? 0 : 1;
    return { counterId, staffId, tally };
  }
  tally.bad = 1;
  tally.replied = facts.replied ? 1 : 0;
  tally.measured = facts.measured ? 1 : 0;
  tally.realName = facts.realName ? 1 : 0;
  tally.contacted = facts.realName && facts.contacted ? 1 : 0;
  const { settle } = facts;
  if (settle && (settle.stoppedAt || settle.dueAt <= now)) {
    tally.due = 1;
    tally.inTime = settle.stoppedAt && settle.stoppedAt <= settle.dueAt ? 1 : 0;
  }
  return { counterId, staffId, tally };
}
