import { Types } from 'mongoose';
import { ApiError } from './errors.ts';

/** Where a page ended: the sort value of its last row, and its id to tell equal values apart. */
export interface PageEnd {
  at: Date;
  id: Types.ObjectId;
}

export function writeCursor(end: PageEnd): string {
  return Buffer.from(`${end.at.getTime()}.${end.id.toHexString()}`).toString('base64url');
}

/** @throws invalid-request when the text was not written by `writeCursor` */
export function readCursor(cursor: string): PageEnd {
  const [time, id] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  const at = new Date(Number(time));
  if (id === undefined || !Types.ObjectId.isValid(id) || Number.isNaN(at.getTime())) {
    throw new ApiError('invalid-request', { details: [{ path: 'query.cursor', message: '翻页标记不正确' }] });
  }
  return { at, id: new Types.ObjectId(id) };
}

/** The condition for rows after the cursor, in a list sorted by `field` and then `_id` in the same direction. */
export function afterCursor(
  field: string,
  direction: 'ascending' | 'descending',
  cursor: string | undefined,
) {
  if (cursor === undefined) return {};
  const { at, id } = readCursor(cursor);
  const beyond = direction === 'ascending' ? '$gt' : '$lt';
  const reached = direction === 'ascending' ? '$gte' : '$lte';
  return {
    [field]: { [reached]: at },
    $or: [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: id } }],
  };
}

/** Splits `limit + 1` rows into the page and the cursor of the next one. */
export function cutPage<Row extends { _id: Types.ObjectId }>(
  rows: Row[],
  limit: number,
  sortedBy: (row: Row) => Date,
) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor({ at: sortedBy(last), id: last._id }) : null;
  return { page, nextCursor };
}
