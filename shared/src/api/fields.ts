import { z } from 'zod';
import { nameMaxLength, pageSizeDefault, pageSizeMax, phonePattern } from '../limits.ts';

/** Building blocks that several features' schemas share. */

/** The id of a stored thing: 24 hexadecimal digits. */
export const idField = z.string().regex(/^[0-9a-f]{24}$/, '编号格式不正确');

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
