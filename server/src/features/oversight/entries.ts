import type { AnswerOf } from '@linli/shared/api/types.ts';
import { tagLabel } from '@linli/shared/reason-tags.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import type { StaffActor } from '../../platform/http/actor.ts';
import { cutPage } from '../../platform/paging.ts';
import type { Organization } from '../organization/index.ts';
import type { Ratings } from '../ratings/index.ts';
import type { Tickets } from '../tickets/index.ts';
import type { Appeals } from './appeals.ts';

export interface EntryNeeds {
  organization: Organization;
  ratings: Pick<Ratings, 'entriesOf'>;
  tickets: Pick<Tickets, 'excludedAmong'>;
  appeals: Pick<Appeals, 'against'>;
}

/** The ratings behind a person's own figures: never who gave one, when in the day, or what they wrote. */
export function createEntries({ organization, ratings, tickets, appeals }: EntryNeeds) {
  return {
    async list(
      actor: StaffActor,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<AnswerOf<'listMyEntries'>> {
      const rows = await ratings.entriesOf(new Types.ObjectId(actor.id), cursor, limit + 1);
      const { page, nextCursor } = cutPage(rows, limit, (row) => row.createdAt);
      const ids = page.map(({ _id }) => _id);
      const [excluded, against] = await Promise.all([tickets.excludedAmong(ids), appeals.against(ids)]);
      const directory = organization.directory();
      const items = page.map(({ _id, grade, tags, counterId, createdAt }) => {
        const id = _id.toHexString();
        const counter = directory.counter(counterId);
        return {
          id,
          grade,
          tags: tags.map((code) => ({ code, label: tagLabel(code) })),
          counter: { code: counter?.code ?? '', name: counter?.name ?? '' },
          day: dayOf(createdAt),
          excluded: excluded.has(id),
          appeal: against.get(id) ?? null,
        };
      });
      return { items, nextCursor };
    },
  };
}
