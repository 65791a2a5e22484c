import { lawDayCodes } from '@linli/shared/law-days.ts';
import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { z } from 'zod';

const words = (what: string, max: number) =>
  z.string(`${what}要写文字`).trim().min(1, `${what}不能空着`).max(max, `${what}最多 ${max} 个字`);

const code = z.string().regex(/^[0-9a-z-]{1,40}$/, '专题编号只能有小写字母、数字和 -');

const day = z.iso.date('日期写成 2026-12-01');

const title = words('标题', 40);

const campaignModule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), title, markdown: words('正文', 4000) }),
  z.strictObject({
    kind: z.literal('articles'),
    title,
    /** By their slugs, in this order; left out: all articles that name the campaign. */
    articles: z.array(z.string()).max(30).optional(),
  }),
  z.strictObject({ kind: z.literal('quizzes'), title }),
  z.strictObject({
    kind: z.literal('consult'),
    title,
    matter: z.enum(
      matters,
      `事项要写以下之一：${matters.map((one) => `${one}（${matterLabels[one]}）`).join('、')}`,
    ),
  }),
]);

const campaign = z
  .strictObject({
    code,
    title,
    summary: words('摘要', 120),
    /** It runs with this law day, each year anew. */
    lawDay: z
      .enum(lawDayCodes, `lawDay 要写以下之一：${lawDayCodes.join('、')}`)
      .nullable()
      .default(null),
    /** Or between two days, both included. Neither: always. */
    from: day.nullable().default(null),
    to: day.nullable().default(null),
    /** false: no longer shown. */
    active: z.boolean().default(true),
    modules: z.array(campaignModule).min(1, '至少一个栏目').max(12),
  })
  .superRefine(({ lawDay, from, to }, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['from'], message });
    if ((from === null) !== (to === null)) wrong('from 和 to 要一起写');
    else if (from !== null && to !== null && to < from) wrong('to 不能早于 from');
    else if (from !== null && lawDay !== null) wrong('lawDay 和 from、to 只能写一种');
  });

/**
 * Campaigns as people write them down: a list, each named by its code.
 *
 * ```yaml
 * - code: constitution-week
 *   title: 宪法宣传周
 *   summary: 一周里，每天读一点宪法。
 *   lawDay: constitution-week
 *   modules:
 *     - { kind: text, title: 为什么是十二月四日, markdown: 1982 年的这一天…… }
 *     - { kind: articles, title: 读一读 }          # those that name the campaign
 *     - { kind: quizzes, title: 考考自己 }
 *     - { kind: consult, title: 有事问律师, matter: administrative }
 * ```
 */
export const campaignsFile = z
  .array(campaign)
  .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, '有两个专题用了同一个编号');

export type CampaignsFile = z.output<typeof campaignsFile>;
export type CampaignFields = CampaignsFile[number];
