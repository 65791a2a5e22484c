import { startOfDay } from '@linli/shared/working-time.ts';
import { dayMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';

/** The first and the last day in China, both included. */
export interface Period {
  from: string;
  to: string;
}

/** Longer periods are asked for year by year. */
const daysMax = 366;

/** The moments between which a period lies. @throws invalid-request when it ends before it begins, or is too long */
export function spanOf({ from, to }: Period): { from: Date; until: Date } {
  const span = { from: startOfDay(from), until: later(startOfDay(to), dayMs) };
  const length = span.until.getTime() - span.from.getTime();
  if (length > 0 && length <= daysMax * dayMs) return span;
  const message = length > 0 ? '时间最长一年' : '结束日期不能早于开始日期';
  throw new ApiError('invalid-request', { details: [{ path: 'query.to', message }] });
}
