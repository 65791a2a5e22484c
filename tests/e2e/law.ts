import path from 'node:path';
import { demoCampaigns } from '@linli/server/demo/story.ts';
import { articleFile, createApiCall, type TestServer, testFolder } from '@linli/server/testing/index.ts';
import { repositoryRoot } from '../support/paths.ts';
import type { Things } from './routes.ts';

/** Two made-up laws. */
const lawTexts = path.join(repositoryRoot, 'server/src/features/law-texts/samples');

const front = {
  title: '楼上半夜敲墙，可以怎么办',
  summary: '先沟通，再找物业和居委会，最后可以起诉。',
  legalBasis:
    "[{ law: 示例条例, articles: ['3', '3-1', '4'], version: 2024-05-01 }, { law: 民法典, inForce: false }]",
  campaign: 'constitution-week',
  steps: '[先记下时间，拍一段视频。, 请物业或居委会出面。]',
};

/** With all that a body can hold. */
const body = `敲墙有**时间**限制，详见[国家法律法规数据库](https://flk.npc.gov.cn)，或者打 [12348](tel:12348)。

## 找谁

| 什么时候 | 找谁 | 要带什么去说清楚 |
| --- | --- | --- |
| 半夜 | 110 | 录音、录像和邻居的证明 |

- 物业
- 居委会

1. 先记
2. 再说

> 说得清楚，才帮得上忙。

\`\`\`
${'很长的一行'.repeat(12)}
\`\`\`
`;

const quizFile = `title: 邻里两问
summary: 半夜敲墙，法律怎么说。
article: knocking
campaign: constitution-week
questions:
  - kind: multiple
    text: 楼上半夜敲墙，可以找谁？
    options: [物业, 居委会, 自己上门砸门]
    answer: [A, B]
    explanation: 先请人来劝，别自己动手。
    legalBasis: [{ law: 示例条例, articles: ['3'], version: 2024-05-01 }]
  - kind: single
    text: 敲墙的人要做什么？
    options: [道歉并赔一盆花, 什么也不用做]
    answer: A
    explanation: 应当道歉，并赔偿隔壁一盆花。
    legalBasis: [{ law: 示例条例, articles: ['3-1'], version: 2024-05-01 }]
`;

/** Loads two laws, and articles, a quiz and campaigns that rest on them. */
export async function lawToRead({
  app,
  url,
}: TestServer): Promise<Pick<Things, 'articleId' | 'lawId' | 'provisionId' | 'quizId' | 'campaign'>> {
  await app.lawTexts.import(lawTexts);
  await app.campaigns.load(demoCampaigns());
  const folder = await testFolder({
    'knocking.md': articleFile(front, body),
    'leaking.md': articleFile({ title: '楼上漏水，谁来赔' }),
  });
  await app.articles.import(folder.path, { reviewedBy: 'supervisor' });
  await folder.remove();
  const quizzes = await testFolder({ 'neighbours.yaml': quizFile });
  await app.quizzes.import(quizzes.path);
  await quizzes.remove();
  const call = createApiCall(url);
  const [article] = (await call('listArticles', { query: { q: '半夜敲墙' } })).body.items;
  const [law] = (await call('listLaws', {})).body.items;
  const [provision] = (await call('searchLawArticles', { query: { q: '示例条例 3' } })).body.items;
  const [quiz] = (await call('listQuizzes', { query: {} })).body.items;
  return {
    quizId: quiz?.id ?? '',
    campaign: front.campaign,
    articleId: article?.id ?? '',
    lawId: law?.versions[0]?.id ?? '',
    provisionId: provision?.id ?? '',
  };
}
