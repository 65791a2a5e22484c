import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lawNameOf } from './names.ts';
import { readLawFile } from './parse.ts';

const sample = (name: string) => readFileSync(join(import.meta.dirname, 'samples', name), 'utf8');

function lawIn(content: string) {
  const read = readLawFile(content);
  if ('problem' in read) throw new Error(`${read.problem.line}: ${read.problem.message}`);
  return read.law;
}

const problemIn = (content: string) => {
  const read = readLawFile(content);
  return 'problem' in read ? read.problem : null;
};

describe('a published law', () => {
  const law = lawIn(sample('示例条例.md'));

  test('has a name to cite it by, a title, and the day from which it holds', () => {
    expect(law).toMatchObject({
      name: '示例条例',
      title: '中华人民共和国示例条例',
      effectiveFrom: '2024-05-01',
      repealed: false,
    });
    expect(law.promulgation).toHaveLength(1);
  });

  test('is taken apart into its articles, also those that were inserted', () => {
    expect(law.articles.map(({ number }) => number)).toEqual(['1', '2', '3', '3-1', '4', '5', '6']);
  });

  test('keeps the paragraphs and items of an article', () => {
    expect(law.articles[1]?.paragraphs).toEqual([
      '本条例是虚构的，没有任何效力。',
      '本条例不调整真实的关系。',
    ]);
    expect(law.articles[2]?.paragraphs).toHaveLength(3);
  });

  test('says where each article stands', () => {
    expect(law.articles[3]?.path).toEqual(['第一编 通则', '第二章 邻里', '第一节 安静']);
    expect(law.articles[5]?.path).toEqual(['第二编 其他', '第一章 工钱']);
    expect(law.articles[6]?.path).toEqual(['附则']);
  });

  test('has a table of contents by the first article below each heading', () => {
    expect(law.headings.map(({ heading, first }) => `${heading} ${first}`)).toEqual([
      '第一编 通则 1',
      '第一章 总则 1',
      '第二章 邻里 3',
      '第一节 安静 3',
      '第二节 帮助 4',
      '第二编 其他 5',
      '第一章 工钱 5',
      '附则 6',
    ]);
  });
});

test('a changed law holds from the day that stands before it; preamble and appendices are kept', () => {
  expect(lawIn(sample('示例办法.md'))).toMatchObject({
    name: '示例办法',
    effectiveFrom: '2025-01-01',
    preamble: ['写在前面的话。'],
    appendix: ['附件', '示例表格一张。'],
    articles: [{ number: '1', paragraphs: ['示例由示例部门负责，', '执行时注意示例。'] }, { number: '2' }],
  });
});

test('line ends of Windows and full-width spaces make no difference', () => {
  const text = sample('示例条例.md');
  expect(lawIn(text.replaceAll('\n', '\r\n'))).toEqual(lawIn(text));
});

test('a repealed law says so, and can have another name', () => {
  const law = lawIn('---\nrepealed: true\nname: 老条例\neffective: 2001-01-01\n---\n# 条例\n\n第一条 一。');
  expect(law).toMatchObject({ repealed: true, name: '老条例', effectiveFrom: '2001-01-01' });
});

const head = '# 示例\n\n自2024年5月1日起施行\n\n';

test.each([
  ['no title', '第一条 一。', 1, '法律名称'],
  ['a title that is no heading', '示例\n\n第一条 一。', 1, '法律名称'],
  ['nothing', '', 1, '法律名称'],
  ['no articles', `${head}只有一段话`, 5, '没有找到条文'],
  ['an article left out', `${head}第一条 一。\n\n第三条 三。`, 7, '第三条跟在第一条后面'],
  ['an article twice', `${head}第一条 一。\n\n第一条 一。`, 7, '第一条跟在第一条后面'],
  ['a first article that is not the first', `${head}第二条 二。`, 5, '第二条跟在开头后面'],
  ['an insertion after nothing', `${head}第一条 一。\n第一条之二 二。`, 6, '第一条之二跟在第一条后面'],
  ['a number that is none', `${head}第一十零条 一。`, 5, '条号写错了'],
  ['a number in figures', `${head}第1条 一。`, 5, '看不懂条号'],
  ['an article without a space', `${head}第一条为了示例。`, 5, '空一格'],
  ['an empty article', `${head}第一条\n\n第二条 二。`, 5, '第一条没有内容'],
  ['an empty article at the end', `${head}第一条 一。\n第二条`, 6, '第二条没有内容'],
  ['a heading that is none', `${head}## 总则\n\n第一条 一。`, 5, '看不懂这个标题'],
  ['a heading without its mark', `${head}第一章 总则\n\n第一条 一。`, 5, '前面要加 #'],
  ['a chapter left out', `${head}## 第一章 甲\n第一条 一。\n## 第三章 乙\n第二条 二。`, 7, '不连续'],
  ['an empty chapter', `${head}第一条 一。\n## 第一章 甲`, 6, '下面没有条文'],
  ['a text in no article', `${head}## 第一章 甲\n散落的话\n第一条 一。`, 6, '不属于任何一条'],
  ['no day', '# 示例\n\n第一条 一。', 1, '施行日期'],
  ['a change without its day', '# 示例\n\n2020年修正\n\n第一条 自2001年1月1日起施行。', 1, '修正过'],
  ['options without an end', '---\nrepealed: true\n# 示例', 1, '没有结束'],
  ['an unknown option', '---\ncolour: red\n---\n# 示例\n第一条 一。', 2, 'colour'],
  ['a day that is none', '---\neffective: 2024-13-01\n---\n# 示例\n第一条 一。', 2, '施行日期'],
])('a file with %s is refused with its line', (_what, content, line, message) => {
  expect(problemIn(content)).toEqual({ line, message: expect.stringContaining(message) });
});

test.each([
  ['中华人民共和国民法典', '民法典'],
  ['《民法典》', '民法典'],
  ['中华人民共和国治安管理处罚法（2025年修订）', '治安管理处罚法'],
  ['上海市养犬管理条例', '上海市养犬管理条例'],
])('%s is cited as %s', (title, name) => {
  expect(lawNameOf(title)).toBe(name);
});
