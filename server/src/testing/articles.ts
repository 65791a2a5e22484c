import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BodyOf } from '@linli/shared/api/types.ts';

/** What stands in the front matter of a sample article, unless a test says otherwise. */
const front = {
  title: '楼上装修太吵，可以怎么办',
  summary: '先沟通，再找物业和居委会，最后可以起诉。',
  category: 'how-to',
  matter: 'neighbours',
  audiences: '[everyone]',
  department: 'judicial-office',
  legalBasis: '[{ law: 中华人民共和国民法典, articles: [288, 294], version: 2021-01-01 }]',
};

/** An article's file; fields are written as they stand in YAML, undefined leaves one out. */
export function articleFile(
  changes: Partial<Record<string, string | undefined>> = {},
  body = '装修有**时间**限制，先把事情记下来。',
): string {
  const lines = Object.entries({ ...front, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return ['---', ...lines, '---', '', body, ''].join('\n');
}

/** What an editor of the demonstration's judicial office writes in the app. */
export function articleContent(
  changes: Partial<BodyOf<'createArticle'>['content']> = {},
): BodyOf<'createArticle'>['content'] {
  return {
    title: '楼道里不能堆东西',
    summary: '楼道是大家的，也是逃生的路。',
    category: 'explained',
    matter: 'neighbours',
    audiences: ['everyone'],
    department: 'judicial-office',
    legalBasis: [{ law: '消防法', articles: ['28'], version: null, inForce: true }],
    coverImageId: null,
    campaign: null,
    steps: ['先请邻居搬走。'],
    related: [],
    markdown: '楼道要**畅通**。',
    ...changes,
  };
}

export interface TestFolder {
  path: string;
  write(files: Record<string, string | Buffer>): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of files of its own. */
export async function testFolder(files: Record<string, string | Buffer> = {}): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'linli-articles-'));
  const write = async (more: Record<string, string | Buffer>) => {
    for (const [name, content] of Object.entries(more)) {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), content);
    }
  };
  await write(files);
  return { path, write, remove: () => rm(path, { recursive: true, force: true }) };
}
