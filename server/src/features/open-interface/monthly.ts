import type { AnswerOf, BodyOf, QueryOf } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { PartnerActor, StaffActor } from '../../platform/http/actor.ts';
import type { Organization } from '../organization/index.ts';
import type { MonthlyCounts, OpenModels } from './model.ts';
import type { Partners } from './partners.ts';
import { counterInReach, itemOf } from './reach.ts';

export interface MonthlyNeeds {
  models: Pick<OpenModels, 'monthly'>;
  partners: Pick<Partners, 'named'>;
  organization: Organization;
  audit: Audit;
  clock: Clock;
}

type Counted = Pick<MonthlyCounts, 'month' | 'counterId' | 'serviceItemId' | 'records' | 'ratings'>;

/**
 * Stores a month's counts, one document for each counter and item; what was there of them is replaced, so that an import
 * can be sent again, corrected or after a failure.
 * @throws invalid-request for a month that has not begun, what is out of reach, and what is named twice
 */
export async function importMonthly(
  needs: MonthlyNeeds,
  actor: PartnerActor,
  { month, rows }: BodyOf<'importMonthlyFigures'>,
  ip: string,
): Promise<AnswerOf<'importMonthlyFigures'>> {
  const { models, organization, audit, clock } = needs;
  const now = clock.now();
  if (month > dayOf(now).slice(0, month.length)) refuse('body.month', '这个月还没有到');
  const directory = organization.directory();
  const counted = rows.map((row, index): Counted => {
    const path = (field: string) => `body.rows.${index}.${field}`;
    const counter = counterInReach(directory, actor, row.counter, path('counter'));
    const item =
      row.serviceItem === undefined ? null : itemOf(directory, row.serviceItem, path('serviceItem'));
    const places = row.ratings.map(({ channel, grade }) => `${channel} ${grade}`);
    if (new Set(places).size < places.length) refuse(path('ratings'), '同一渠道和等级出现了两次');
    return {
      month,
      counterId: counter._id,
      serviceItemId: item?._id ?? null,
      records: row.records,
      ratings: row.ratings,
    };
  });
  const keys = counted.map(({ counterId, serviceItemId }) => `${counterId} ${serviceItemId}`);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (twice >= 0) refuse(`body.rows.${twice}`, '同一窗口和事项出现了两次');
  const partnerId = new Types.ObjectId(actor.id);
  await models.monthly.bulkWrite(
    counted.map(({ counterId, serviceItemId, ...counts }) => ({
      updateOne: {
        filter: { partnerId, month, counterId, serviceItemId },
        update: { $set: { ...counts, importedAt: now } },
        upsert: true,
      },
    })),
  );
  await audit.record({
    chain: 'settings',
    actor: { kind: 'partner', id: actor.id },
    action: 'monthly-figures-import',
    subject: { kind: 'month', id: month },
    outcome: 'done',
    ip,
  });
  return { month, stored: counted.length };
}

/** The imported counts of a unit's counters, by counter. @throws not-found for a unit out of reach */
export async function listMonthly(
  { models, partners, organization }: MonthlyNeeds,
  actor: StaffActor,
  query: QueryOf<'listMonthlyFigures'>,
): Promise<AnswerOf<'listMonthlyFigures'>> {
  const directory = organization.directory();
  const unit =
    query.unit === undefined ? directory.unit(actor.departmentId) : directory.unitByCode(query.unit);
  if (!unit || !directory.lineage(unit._id).some(({ _id }) => _id.equals(actor.departmentId)))
    throw new ApiError('not-found');
  const below = directory.unitsBelow(unit._id);
  const counters = directory
    .counters()
    .filter(({ departmentId }) => below.some((id) => id.equals(departmentId)));
  const rows = await models.monthly
    .find({ month: query.month, counterId: { $in: counters.map(({ _id }) => _id) } })
    .lean<MonthlyCounts[]>();
  const shown = rows.map(({ partnerId, counterId, serviceItemId, records, ratings, importedAt }) => {
    const counter = directory.counter(counterId);
    const item = serviceItemId && directory.serviceItem(serviceItemId);
    return {
      partner: partners.named(partnerId)?.name ?? '',
      counter: { code: counter?.code ?? '', name: counter?.name ?? '' },
      serviceItem: item ? { code: item.code, name: item.name } : null,
      records,
      ratings,
      importedAt: importedAt.toISOString(),
    };
  });
  const placeOf = ({ counter, serviceItem, partner }: (typeof shown)[number]) =>
    [counter.code, serviceItem?.code ?? '', partner].join(' ');
  return {
    month: query.month,
    unit: { code: unit.code, name: unit.name },
    rows: shown.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
  };
}

function refuse(path: string, message: string): never {
  throw new ApiError('invalid-request', { details: [{ path, message }] });
}
