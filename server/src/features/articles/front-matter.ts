import { articleNoteMaxLength } from '@linli/shared/article-life-cycle.ts';
import {
  articleBodyMaxLength,
  articleCategories,
  articleCategoryLabels,
  articleStepMaxLength,
  articleStepsMax,
  articleSummaryMaxLength,
  articleTitleMaxLength,
  audienceLabels,
  audiences,
  lawArticlePattern,
  lawArticlesMax,
  lawNameMaxLength,
  legalBasisMax,
  relatedMax,
  slugMaxLength,
  slugPattern,
} from '@linli/shared/articles.ts';
import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { z } from 'zod';
import type { FileProblem } from '../../platform/file-problems.ts';
import { readYaml } from '../../platform/yaml-file.ts';

/** An article's file name, without `.md`. */
export const slugField = z.string().max(slugMaxLength).regex(slugPattern, '写文章的文件名，不带 .md');

/** The laws that an article or an explanation rests on. */
export const legalBasisField = z
  .array(
    z.strictObject({
      law: text('法律名称', lawNameMaxLength),
      articles: z
        .array(
          z
            .union([z.int().transform(String), z.string()])
            .pipe(z.string().regex(lawArticlePattern, '条号写成 1043 或 120-1')),
        )
        .max(lawArticlesMax)
        .default([]),
      version: z.iso.date('版本日期写成 2021-01-01').nullable().default(null),
      inForce: z.boolean('inForce 写 true 或 false').default(true),
    }),
  )
  .max(legalBasisMax)
  .default([]);

/**
 * An article as a file: `NAME.md`, where NAME is its slug, beginning with front matter between two lines of `---`.
 * Categories, matters and audiences are given as codes (`neighbours`) or as the words people read (邻里纠纷).
 *
 * ```yaml
 * ---
 * title: 楼上装修太吵，可以怎么办
 * summary: 先沟通，再找物业和居委会，最后可以起诉。
 * category: how-to
 * matter: neighbours
 * audiences: [everyone]
 * department: judicial-office   # code of the responsible unit in the organization file
 * legalBasis:
 *   - law: 中华人民共和国民法典
 *     articles: [288, 294]      # may be left out where unsure; 120-1 stands for 第一百二十条之一
 *     version: 2021-01-01       # day from which the cited version holds; may be left out
 *     inForce: true             # the default
 * cover: pictures/noise.jpg     # optional, beside the file
 * campaign: civil-code-month    # optional, code of a campaign
 * related: [another-slug]       # optional, shown first among the related articles
 * correction: 第二段的期限写错了，已改正。  # optional, when a published article is corrected; readers see it
 * steps:                        # optional: what to do, in order
 *   - 先记下时间，拍一段视频。
 * ---
 * ```
 *
 * The body is Markdown (CommonMark with tables). `![what it shows](pictures/a.png)` puts a picture from beside the file
 * into the file store. Headings begin with `##`, as the title is the page's first.
 */
export const frontMatter = z.strictObject({
  title: text('标题', articleTitleMaxLength),
  summary: text('摘要', articleSummaryMaxLength),
  category: codeOrLabel('类别', articleCategories, articleCategoryLabels),
  matter: codeOrLabel('事项', matters, matterLabels),
  audiences: z
    .array(codeOrLabel('读者', audiences, audienceLabels))
    .min(1, '至少写一类读者')
    .max(audiences.length),
  department: z.string().regex(/^[0-9A-Za-z_-]{1,28}$/, '责任部门要写组织文件里的部门编号'),
  legalBasis: legalBasisField,
  cover: z.string().min(1).nullable().default(null),
  campaign: z
    .string()
    .regex(/^[0-9a-z-]{1,40}$/, '专题编号只能有小写字母、数字和 -')
    .nullable()
    .default(null),
  related: z.array(slugField).max(relatedMax).default([]),
  correction: text('更正说明', articleNoteMaxLength).nullable().default(null),
  steps: z.array(text('步骤', articleStepMaxLength)).max(articleStepsMax).default([]),
});

export type FrontMatter = z.output<typeof frontMatter>;

/** An article's file, read. */
export interface ArticleFile {
  slug: string;
  front: FrontMatter;
  markdown: string;
  /** The line in which the body begins, and in which a part of the front matter stands. */
  bodyLine: number;
  lineOf(path: readonly PropertyKey[]): number;
}

/** The beginning of a file up to the end of its front matter, and the front matter itself. */
const frontMatterBlock = /^---\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/**
 * Reads one article; problems name the line of the file they are in.
 * @param name the file's name without folders, with `.md`
 */
export function readArticleFile(
  name: string,
  content: string,
): { article: ArticleFile } | { problems: FileProblem[] } {
  const named = slugField.safeParse(name.replace(/\.md$/, ''));
  if (!named.success)
    return { problems: [{ line: 1, message: '文件名只能有小写字母、数字和 -，以 .md 结尾' }] };
  const block = content.startsWith('---') ? frontMatterBlock.exec(content) : null;
  if (!block) return { problems: [{ line: 1, message: '文件要以 --- 之间的文章信息开头' }] };
  const read = readYaml(block[1] ?? '', frontMatter, 1);
  if ('problems' in read) return read;
  const body = content.slice(block[0].length);
  const markdown = body.trim();
  const line = `${block[0]}${body.slice(0, body.length - body.trimStart().length)}`.split('\n').length;
  if (markdown === '') return { problems: [{ line, message: '正文是空的' }] };
  if (markdown.length > articleBodyMaxLength)
    return { problems: [{ line, message: `正文最多 ${articleBodyMaxLength} 个字` }] };
  return {
    article: { slug: named.data, front: read.value, markdown, bodyLine: line, lineOf: read.lineOf },
  };
}

function text(what: string, max: number) {
  return z.string(`${what}要写文字`).trim().min(1, `${what}不能空着`).max(max, `${what}最多 ${max} 个字`);
}

/** Takes a value by its code or by its label. */
function codeOrLabel<const Code extends string>(
  what: string,
  codes: readonly Code[],
  labels: Record<Code, string>,
) {
  const byLabel = new Map<unknown, Code>(codes.map((code) => [labels[code], code]));
  return z.preprocess(
    (value) => byLabel.get(value) ?? value,
    z.enum(codes, `${what}要写以下之一：${codes.map((code) => `${code}（${labels[code]}）`).join('、')}`),
  );
}
