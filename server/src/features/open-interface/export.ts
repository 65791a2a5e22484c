import type { Types } from 'mongoose';
import type { PartnerActor } from '../../platform/http/actor.ts';
import type { Directory, Organization } from '../organization/index.ts';
import type { ExchangedRating, Ratings } from '../ratings/index.ts';
import type { ServiceRecords } from '../service-records/index.ts';
import { sign } from './signing.ts';

export interface ExportNeeds {
  organization: Organization;
  ratings: Pick<Ratings, 'exchanged'>;
  records: Pick<ServiceRecords, 'projectNumbersOf'>;
}

/**
 * A page of ratings as JSON lines, oldest first, for the counters of the partner's unit. The last line says where the next
 * page begins and how many there were, and signs every byte before it, so that a page cut off or changed on its way is
 * noticed. Words and contacts stay here: they were given for the handling of the rating, not for exchange.
 *
 * @param secret of the partner
 */
export async function* exportPage(
  { organization, ratings, records }: ExportNeeds,
  actor: PartnerActor,
  secret: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): AsyncGenerator<string> {
  const directory = organization.directory();
  const found = await ratings.exchanged(directory.unitsBelow(actor.unitId), cursor, limit);
  const numbers = await records.projectNumbersOf(
    found.flatMap(({ serviceRecordId }) => serviceRecordId ?? []),
  );
  const lines = found.map((rating) => `${JSON.stringify(present(rating, numbers, directory))}\n`).join('');
  const nextCursor = found.at(-1)?._id.toHexString() ?? cursor ?? null;
  const end = JSON.stringify({ count: found.length, nextCursor });
  yield lines;
  yield `${JSON.stringify({ count: found.length, nextCursor, signature: sign(secret, lines + end) })}\n`;
}

const codeOf = (of: { code: string } | null) => of?.code ?? null;

function present(rating: ExchangedRating, numbers: ReadonlyMap<string, string>, directory: Directory) {
  const { serviceRecordId, serviceItemId, servedAt } = rating;
  const number = (id: Types.ObjectId) => numbers.get(id.toHexString()) ?? null;
  return {
    id: rating._id.toHexString(),
    /** Of a supplement (追评): the rating it belongs to. */
    supplementTo: rating.supplementTo?.toHexString() ?? null,
    projectNo: serviceRecordId ? number(serviceRecordId) : null,
    department: codeOf(directory.unit(rating.departmentId)),
    counter: directory.counter(rating.counterId)?.scanCode ?? null,
    serviceItem: serviceItemId ? codeOf(directory.serviceItem(serviceItemId)) : null,
    grade: rating.grade,
    tags: rating.tags,
    tagEdition: rating.tagEdition,
    channel: rating.channel,
    servedAt: servedAt?.toISOString() ?? null,
    ratedAt: rating.createdAt.toISOString(),
  };
}
