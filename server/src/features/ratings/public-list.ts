import type { AnswerOf, PublicRating } from '@linli/shared/api/types.ts';
import { isBadGrade } from '@linli/shared/grades.ts';
import { tagLabel } from '@linli/shared/reason-tags.ts';
import { dayOf, startOfDay } from '@linli/shared/working-time.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Directory, Organization } from '../organization/index.ts';
import { presentForEveryone, type TicketProgress, type Tickets } from '../tickets/index.ts';
import type { Rating, RatingModels } from './model.ts';

export interface PublicListNeeds {
  models: RatingModels;
  organization: Organization;
  tickets: Tickets;
  vault: Vault;
  clock: Clock;
  publicStaffNames: boolean;
}

const fields = {
  createdAt: 1,
  grade: 1,
  tags: 1,
  serviceItemId: 1,
  serviceRecordId: 1,
  ratedStaffIds: 1,
  supplementTo: 1,
  comment: 1,
  contact: 1,
  check: 1,
} as const;

type Row = Pick<Rating, '_id' | keyof typeof fields>;

/** Cursors hold a moment and an id, which must not be read by everyone: what is handed out is sealed. */
const cursorField = 'public ratings cursor';

/**
 * What everyone may read of a counter's ratings, newest first. A rating appears the day after it was given, so that
 * who served cannot watch for the one of the person who has just left.
 * @throws not-found, and invalid-request for a cursor that is none
 */
export async function listCounterRatings(
  { models, organization, tickets, vault, clock, publicStaffNames }: PublicListNeeds,
  code: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<AnswerOf<'listCounterRatings'>> {
  const directory = organization.directory();
  const counter = directory.counterByScanCode(code)?.counter;
  if (!counter) throw new ApiError('not-found');
  const today = startOfDay(dayOf(clock.now()));
  const rows = await models.ratings
    .find(
      {
        counterId: counter._id,
        ...(cursor === undefined
          ? { createdAt: { $lt: today } }
          : afterCursor('createdAt', 'descending', unsealed(cursor, vault))),
      },
      fields,
    )
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean<Row[]>();
  const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
  const [handled, firsts] = await Promise.all([
    tickets.progressOfEach(page.map(({ _id }) => _id)),
    firstsOf(page, models),
  ]);
  return {
    counter: { code: counter.code, name: counter.name },
    department: { name: directory.unit(counter.departmentId)?.name ?? '' },
    items: page.map((row) =>
      present(
        row,
        {
          ticket: handled.get(row._id.toHexString()) ?? null,
          first: firsts.find(({ _id }) => row.supplementTo?.equals(_id)) ?? null,
          comment: publicComment(row, handled.get(row._id.toHexString()) ?? null, tickets),
        },
        directory,
        publicStaffNames,
      ),
    ),
    nextCursor: nextCursor && sealed(nextCursor, vault),
  };
}

/**
 * The comment, where everyone may read it: it has passed its check and, where somebody answers, who answered has looked
 * at it. A rating of an older version was never checked, so that only the second speaks for it.
 */
function publicComment(row: Row, ticket: TicketProgress | null, tickets: Tickets): string | null {
  if (row.comment === null || (row.check && row.check.state !== 'shown')) return null;
  if (ticket || isBadGrade(row.grade)) return presentForEveryone(ticket).comment;
  return row.check ? tickets.maskedForEveryone(row) : null;
}

type FirstRow = Pick<Rating, '_id' | 'grade' | 'createdAt'>;

/** The ratings that are supplemented by these. */
async function firstsOf(page: readonly Row[], { ratings }: RatingModels): Promise<FirstRow[]> {
  const ids = page.flatMap(({ supplementTo }) => supplementTo ?? []);
  if (ids.length === 0) return [];
  return ratings.find({ _id: { $in: ids } }, { grade: 1, createdAt: 1 }).lean<FirstRow[]>();
}

function present(
  row: Row,
  {
    ticket,
    first,
    comment,
  }: { ticket: TicketProgress | null; first: FirstRow | null; comment: string | null },
  directory: Directory,
  publicStaffNames: boolean,
): PublicRating {
  const item = row.serviceItemId && directory.serviceItem(row.serviceItemId);
  const [served] = row.serviceRecordId ? row.ratedStaffIds : [];
  return {
    ratedOn: dayOf(row.createdAt),
    grade: row.grade,
    tags: row.tags.map((tag) => ({ code: tag, label: tagLabel(tag) })),
    supplementTo: first && { ratedOn: dayOf(first.createdAt), grade: first.grade },
    serviceItem: item ? { name: item.name } : null,
    servedBy: (publicStaffNames && served && directory.staffMember(served)?.name) || null,
    ...presentForEveryone(ticket),
    comment,
  };
}

const sealed = (cursor: string, vault: Vault) =>
  Buffer.from(vault.sealStable(cursorField, cursor)).toString('base64url');

/** What was not sealed by us is a cursor that cannot be read. */
function unsealed(cursor: string, vault: Vault): string {
  try {
    return vault.open(cursorField, Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return '';
  }
}
