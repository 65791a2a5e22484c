import type { Samples } from './sample-basics.ts';

const lawInForce = {
  id: '5'.repeat(24),
  name: '示例条例',
  title: '中华人民共和国示例条例',
  effectiveFrom: '2024-05-01',
  inForce: true,
  articleCount: 7,
};
const lawArticle = { id: '6'.repeat(24), number: '3' };
const lawPath = ['第一章 总则', '第一节 安静'];

export const lawTextSamples = {
  listLaws: {
    items: [{ name: lawInForce.name, title: lawInForce.title, versions: [versionOf(lawInForce)] }],
  },
  getLaw: {
    ...lawInForce,
    promulgation: ['2024年3月1日示例大会第一次会议通过　自2024年5月1日起施行'],
    preamble: [],
    contents: [{ kind: 'chapter', heading: '第一章 总则', first: { ...lawArticle, number: '1' } }],
    first: { ...lawArticle, number: '1' },
    appendix: [],
    versions: [versionOf(lawInForce)],
  },
  searchLawArticles: {
    laws: [lawInForce],
    items: [
      {
        ...lawArticle,
        law: lawInForce,
        path: lawPath,
        excerpt: [
          { text: '不得半夜', hit: false },
          { text: '敲打墙壁', hit: true },
        ],
      },
    ],
  },
  getLawArticle: {
    ...lawArticle,
    law: lawInForce,
    path: lawPath,
    paragraphs: ['邻里之间应当互相体谅，不得有下列行为：', '（一）半夜敲打墙壁；'],
    previous: { ...lawArticle, number: '2' },
    next: { ...lawArticle, number: '3-1' },
    current: null,
  },
} satisfies Samples;

function versionOf({ name: _, title: __, ...version }: typeof lawInForce) {
  return version;
}
