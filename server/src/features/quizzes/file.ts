import { createHash } from 'node:crypto';
import { optionLetter, optionsMax, questionKinds, questionsMax } from '@linli/shared/quizzes.ts';
import { z } from 'zod';
import { legalBasisField, slugField } from '../articles/index.ts';

const words = (what: string, max: number) =>
  z.string(`${what}要写文字`).trim().min(1, `${what}不能空着`).max(max, `${what}最多 ${max} 个字`);

/** The letter of an option, as its index. */
const letter = z
  .string()
  .regex(/^[A-F]$/, '答案写选项的字母，如 B 或 [A, C]')
  .transform((text) => text.charCodeAt(0) - 65);

const question = z
  .strictObject({
    kind: z.enum(questionKinds, 'kind 写 single（单选）或 multiple（多选）'),
    text: words('题目', 200),
    /** Without letters: the first is A. */
    options: z.array(words('选项', 80)).min(2, '至少两个选项').max(optionsMax),
    answer: z.union(
      [letter.transform((index) => [index]), z.array(letter).min(1)],
      '答案写选项的字母，如 B 或 [A, C]',
    ),
    explanation: words('解析', 400),
    legalBasis: legalBasisField,
  })
  .superRefine(({ kind, options, answer }, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['answer'], message });
    for (const index of answer) if (index >= options.length) wrong(`没有选项 ${optionLetter(index)}`);
    if (new Set(answer).size < answer.length) wrong('答案写重了');
    if (kind === 'single' && answer.length !== 1) wrong('单选题只有一个答案');
    if (kind === 'multiple' && answer.length < 2) wrong('多选题至少有两个答案');
  })
  .transform((written) => ({ ...written, key: keyOf(written) }));

/**
 * A quiz as a file: `NAME.yaml`, where NAME is its slug.
 *
 * ```yaml
 * title: 邻里之间，五道题
 * summary: 装修、漏水、养狗，法律怎么说。
 * article: noisy-neighbours      # optional, slug of the article it belongs to
 * campaign: civil-code-month     # optional, code of a campaign
 * questions:
 *   - kind: single               # or multiple
 *     text: 楼上漏水，先找谁？
 *     options: [楼上住户, 居委会, 法院]
 *     answer: A                  # [A, C] for several
 *     explanation: 先和楼上住户说清楚……
 *     legalBasis:                # as in an article
 *       - law: 民法典
 *         articles: [288]
 * ```
 */
export const quizFile = z.strictObject({
  title: words('标题', 40),
  summary: words('摘要', 120),
  article: slugField.nullable().default(null),
  campaign: z
    .string()
    .regex(/^[0-9a-z-]{1,40}$/, '专题编号只能有小写字母、数字和 -')
    .nullable()
    .default(null),
  questions: z
    .array(question)
    .min(1, '至少一道题')
    .max(questionsMax)
    .refine(
      (questions) => new Set(questions.map(({ key }) => key)).size === questions.length,
      '有两道题完全一样',
    ),
});

export type QuizFile = z.output<typeof quizFile>;

/** Names a question by what is asked, so that what is counted of it stays when others change. */
function keyOf({ text, options }: { text: string; options: readonly string[] }): string {
  return createHash('sha256')
    .update(JSON.stringify([text, options]))
    .digest('hex')
    .slice(0, 24);
}
