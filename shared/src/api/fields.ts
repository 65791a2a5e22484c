import { z } from 'zod';
import { ageGroups } from '../consent.ts';
import { nameMaxLength, pageSizeDefault, pageSizeMax, phonePattern } from '../limits.ts';
import { type OpenSpan, readTimeOfDay } from '../working-time.ts';

/** Building blocks that several features' schemas share. */

/** The id of a stored thing: 24 hexadecimal digits. */
export const idField = z.string().regex(/^[0-9a-f]{24}$/, '编号格式不正确');

/** A unit's code, as the organization file names it. */
export const unitCode = z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, '部门编号格式不正确');

/** A moment, ISO 8601 in UTC with milliseconds. */
export const timeField = z.iso.datetime({ precision: 3 });

export const nameField = z
  .string()
  .trim()
  .min(1, '请填写姓名')
  .max(nameMaxLength, `姓名最多 ${nameMaxLength} 个字`);

export const phoneField = z.string().trim().regex(phonePattern, '请填写正确的手机号或带区号的座机号');

/** A personal name and number, as typed by its owner. */
export const contactField = z.strictObject({ name: nameField, phone: phoneField });

/**
 * Goes with each personal name and number: which text its owner read and agreed to, and that they are 14 or the
 * guardian of who is not. Without a valid one the contact is refused with `consent-needed`.
 */
export const consentField = z.strictObject({ version: z.int().min(1), ageGroup: z.enum(ageGroups) });

/** Made by the client once for each thing it creates; the same key always answers with the first result. */
export const idempotencyKeyField = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/, '请求编号格式不正确');

/** Paging by key: pass `cursor` from the page before. */
export const pageQuery = {
  cursor: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,200}$/, '翻页标记不正确')
    .optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(pageSizeDefault),
};

/** A page of rows; `nextCursor` is null on the last one. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ items: z.array(row), nextCursor: z.string().nullable() });
}

/** A day in China, e.g. 2026-11-23. */
export const dayField = z.iso.date('日期格式应为 2026-11-23');

/** A time of day in China, e.g. 09:00; 24:00 is the end of the day. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时间格式应为 09:00');

/** The open times of a day, in order and apart; none: closed. */
export const hoursField = z
  .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
  .max(6, '一天最多分 6 段')
  .refine(
    (spans) => spans.every(({ from, to }, index) => from < to && from >= (spans[index - 1]?.to ?? '00:00')),
    '时间段要从早到晚，不能重叠',
  );

/** The open times as the calendar counts them. */
export function readHours(hours: z.output<typeof hoursField>): OpenSpan[] {
  return hours.map(({ from, to }) => ({ from: readTimeOfDay(from), to: readTimeOfDay(to) }));
}
