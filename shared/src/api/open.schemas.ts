import { z } from 'zod';
import {
  exportPageMax,
  monthlyRowsMax,
  projectNumberMaxLength,
  type RatingChannel,
  ratingChannels,
} from '../exchange.ts';
import type { SchemasFor } from './endpoint.ts';
import { idempotencyKeyField, idField, timeField, unitCode } from './fields.ts';
import type { openRoutes } from './open.routes.ts';
import { gradeField } from './ratings.schemas.ts';

const code = z.string().trim().min(1, '不能为空').max(64, '最多 64 个字符');

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份格式应为 2026-11');

const channel = z.literal(ratingChannels) satisfies z.ZodType<RatingChannel>;

const count = z.int().min(0).max(10_000_000);

const monthlyCounts = {
  /** Services given in the month (办件量). */
  records: count,
  /** Ratings given elsewhere, by 评价渠道 and grade. */
  ratings: z.array(z.strictObject({ channel, grade: gradeField, count })).max(ratingChannels.length * 5),
};

const partner = z.strictObject({
  id: idField,
  name: z.string(),
  unit: z.strictObject({ code: z.string(), name: z.string() }),
  /** What the system names itself by in `x-linli-key`. */
  key: z.string(),
  createdAt: timeField,
  revokedAt: timeField.nullable(),
});

const signed = ['signature-invalid', 'signature-too-old', 'request-replayed'] as const;

export const openSchemas = {
  createServiceRecord: {
    body: z.strictObject({
      /** 办件编号: the same one names the same service. */
      projectNo: code.max(projectNumberMaxLength),
      /** The scan code of the counter. */
      counter: code,
      serviceItem: code,
      /** The account of who served. */
      staff: code,
      /** When the service ended. */
      servedAt: z.iso.datetime({ offset: true, message: '时间格式应为 2026-11-23T09:30:00+08:00' }),
    }),
    answer: z.strictObject({
      id: idField,
      projectNo: z.string(),
      /** What stands in the code of this service: at most 32 characters. */
      scene: z.string(),
      /** Until when it can be rated. */
      expiresAt: timeField,
    }),
    status: 201,
    errors: [...signed, 'project-number-reused'],
  },
  importMonthlyFigures: {
    body: z.strictObject({
      month,
      rows: z
        .array(z.strictObject({ counter: code, serviceItem: code.optional(), ...monthlyCounts }))
        .min(1, '至少要有一行')
        .max(monthlyRowsMax, `一次最多 ${monthlyRowsMax} 行`),
    }),
    answer: z.strictObject({ month, stored: z.int() }),
    errors: [...signed],
  },
  exportRatings: {
    query: z.strictObject({
      /** From the last line of the page before. */
      cursor: idField.optional(),
      limit: z.coerce.number().int().min(1).max(exportPageMax).default(exportPageMax),
    }),
    answer: z.string(),
    errors: [...signed],
  },
  listPartners: { answer: z.strictObject({ items: z.array(partner) }) },
  addPartner: {
    body: z.strictObject({
      name: z.string().trim().min(1, '请填写名称').max(40, '最多 40 个字'),
      /** It may tell of, and read, the counters of this unit and those below. */
      unit: unitCode,
      idempotencyKey: idempotencyKeyField,
    }),
    answer: z.strictObject({ ...partner.shape, secret: z.string() }),
    status: 201,
    errors: ['not-found', 'idempotency-key-reused'],
  },
  revokePartner: { params: z.strictObject({ id: idField }), answer: partner, errors: ['not-found'] },
  listMonthlyFigures: {
    query: z.strictObject({ month, unit: unitCode.optional() }),
    answer: z.strictObject({
      month,
      unit: z.strictObject({ code: z.string(), name: z.string() }),
      rows: z.array(
        z.strictObject({
          partner: z.string(),
          counter: z.strictObject({ code: z.string(), name: z.string() }),
          serviceItem: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
          ...monthlyCounts,
          importedAt: timeField,
        }),
      ),
    }),
    errors: ['not-found'],
  },
} as const satisfies SchemasFor<typeof openRoutes>;
