import { describe, expect, test } from 'vitest';
import { buildSearchIndex, type SearchDocument, type Segment } from './index.ts';

const document = (id: string, title: string, about: Partial<SearchDocument> = {}): SearchDocument => ({
  id,
  title,
  summary: '',
  topics: [],
  text: '',
  ...about,
});

const index = buildSearchIndex([
  document('divorce', '协议离婚要等三十天', {
    topics: ['婚姻家庭'],
    text: '两个人一起到婚姻登记机关申请离婚登记。',
  }),
  document('wages', '劳动报酬被拖欠怎么要回来', {
    topics: ['劳动人事', '务工人员'],
    text: '可以向劳动保障监察机构投诉，也可以申请仲裁。离婚时也别忘了这笔钱。',
  }),
  document('noise', '噪声扰人怎么办', { topics: ['邻里纠纷'], text: '相邻关系要讲团结互助。' }),
  document('deposit', '租房押金不退', {
    summary: '房东没有正当理由不能扣押金。',
    text: '搬走那天拍一段视频。',
  }),
  document('objects', '高空抛物谁负责', { text: '从建筑物里扔东西，谁扔的谁赔。' }),
]);

const ids = (query: string, accept?: (id: string) => boolean) =>
  index.search(query, accept).map(({ id }) => id);
const marked = (segments: Segment[] = []) =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

describe('a search', () => {
  test('puts what a title says before what a text mentions', () => {
    expect(ids('离婚')).toEqual(['divorce', 'wages']);
  });

  test('finds with everyday words what is written in legal ones', () => {
    expect(ids('老板不给工钱')).toEqual(['wages']);
    expect(ids('邻居太吵')[0]).toBe('noise');
  });

  test('finds with legal words what is written in everyday ones', () => {
    const [first] = buildSearchIndex([
      document('said', '工钱要不回来'),
      document('other', '遗嘱怎么写'),
    ]).search('劳动报酬');
    expect(first?.id).toBe('said');
  });

  test('finds a word from its beginning', () => {
    expect(ids('押')).toEqual(['deposit']);
    expect(ids('高空')).toEqual(['objects']);
  });

  test.each([
    ['离昏', 'divorce'],
    ['lihun', 'divorce'],
    ['押今', 'deposit'],
    ['高空抛勿', 'objects'],
    ['高空扔物', 'objects'],
  ])('forgives "%s"', (query, id) => {
    expect(ids(query)[0]).toBe(id);
  });

  test('keeps to what the reader wants to see', () => {
    expect(ids('仲裁，押金', (id) => id !== 'deposit')).toEqual(['wages']);
  });

  test.each(['', '  ', '？！', '怎么办', '火星旅游', '<script>', '.*', '…', '😀'])(
    'for "%s" finds nothing',
    (query) => {
      expect(ids(query)).toEqual([]);
    },
  );

  test('of a very long query reads the beginning', () => {
    expect(ids(`离婚${'，然后'.repeat(5000)}`)[0]).toBe('divorce');
  });
});

describe('what is found', () => {
  test('shows the words in the title and where they stand in the text', () => {
    const [hit] = index.search('离婚');
    expect(marked(hit?.title)).toBe('[协议离婚]要等三十天');
    expect(marked(hit?.excerpt)).toContain('[婚姻]登记机关申请[离婚登记]');
  });

  test('shows the summary where the text has none of the words', () => {
    expect(marked(index.search('押金')[0]?.excerpt)).toBe('房东没有正当理由不能[扣押金]。');
  });

  test('is cut from a long text around the words, and says that it was cut', () => {
    const text = `${'前面说了很多别的。'.repeat(30)}关于遗赠扶养协议，请看这里。${'后面还有。'.repeat(30)}`;
    const [hit] = buildSearchIndex([document('long', '长文', { text })]).search('遗赠扶养协议');
    const shown = marked(hit?.excerpt);
    expect(shown).toMatch(/^….*\[?遗赠\]?\[?扶养\]?.*…$/);
    expect(hit?.excerpt.map((segment) => segment.text).join('').length).toBeLessThan(60);
  });

  test('puts together again, is the title', () => {
    for (const { id, title } of index.search('高空抛物谁负责'))
      if (id === 'objects') expect(title.map(({ text }) => text).join('')).toBe('高空抛物谁负责');
  });
});

describe('where nothing fits', () => {
  test('other words are suggested, each of which finds something', () => {
    const suggested = index.suggest('火星旅游');
    expect(suggested.length).toBeGreaterThan(2);
    for (const word of suggested) expect(ids(word), word).not.toEqual([]);
  });

  test('what looks or sounds like it comes first', () => {
    expect(index.suggest('高空作业')[0]).toBe('高空抛物');
    expect(index.suggest('婚礼')).not.toContain('婚礼');
  });

  test('an empty library suggests nothing and finds nothing', () => {
    const empty = buildSearchIndex([]);
    expect([empty.search('离婚'), empty.suggest('离婚')]).toEqual([[], []]);
  });
});
