import { z } from 'zod';
import type { FileProblem } from '../../platform/file-problems.ts';
import { readYaml } from '../../platform/yaml-file.ts';

/** What the text of a law does not say of itself. */
const lawOptions = z.strictObject({
  effective: z.iso.date('施行日期写成 2021-01-01').optional(),
  repealed: z.boolean('repealed 写 true 或 false').default(false),
  name: z.string().min(2, '名称太短').max(60, '名称太长').optional(),
});

export type LawOptions = z.output<typeof lawOptions>;

const block = /^---\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** The options before a law's title, and how many lines they take. */
export function readOptions(
  content: string,
): { options: LawOptions; linesBefore: number } | { problem: FileProblem } {
  if (!content.startsWith('---')) return { options: lawOptions.parse({}), linesBefore: 0 };
  const match = block.exec(content);
  if (!match) return { problem: { line: 1, message: '开头的 --- 没有结束：说明之后再写一行 ---' } };
  const read = readYaml(match[1] ?? '', lawOptions, 1);
  if ('value' in read) return { options: read.value, linesBefore: match[0].split('\n').length - 1 };
  return { problem: read.problems[0] ?? { line: 1, message: '看不懂开头的说明' } };
}
