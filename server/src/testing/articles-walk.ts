import type { App } from '../app.ts';
import type { ApiCall } from './api-call.ts';
import { articleFile, testFolder } from './articles.ts';
import { photoWithPlace } from './sample-files.ts';

const quizFileText = `title: 一问
summary: 一道题
questions:
  - { kind: single, text: 先找谁, options: [邻居, 法院], answer: A, explanation: 先说清楚, legalBasis: [] }
`;

/** Two articles with a picture, and a quiz. */
export async function importArticlesToWalk(app: App) {
  const folder = await testFolder({
    'one.md': articleFile(),
    'two.md': articleFile({ cover: 'a.jpg' }),
    'a.jpg': await photoWithPlace(),
  });
  await app.articles.import(folder.path, { reviewedBy: 'supervisor' });
  await folder.remove();
  const quizzes = await testFolder({ 'quiz.yaml': quizFileText });
  await app.quizzes.import(quizzes.path);
  await quizzes.remove();
}

/** What a resident reads. */
export async function walkReading(call: ApiCall) {
  const first = await call('listArticles', { query: { limit: 1 } });
  const [article] = first.body.items;
  await call('getArticle', { params: { id: article?.id ?? '' } });
  const image = article?.cover?.split('/').at(-1) ?? '';
  await call.raw('getArticleImage', { params: { id: image } });
}

/** What anyone does to read a law. */
export async function walkLaws(call: ApiCall) {
  const { body: list } = await call('listLaws', {});
  await call('getLaw', { params: { id: list.items[0]?.versions[0]?.id ?? '' } });
  await call('searchLawArticles', { query: { q: '半夜敲墙' } });
  const { body: cited } = await call('searchLawArticles', { query: { q: '示例条例 3' } });
  await call('getLawArticle', { params: { id: cited.items[0]?.id ?? '' } });
}

/** What a resident says of articles, keeps, and answers. */
export async function walkArticlesOfResident(call: ApiCall, token: string) {
  const [one, two] = (await call('listArticles', { query: { q: '装修' } })).body.items;
  await call('listArticles', { query: { q: '彩票中奖' } });
  for (const article of [one, two]) {
    const params = { id: article?.id ?? '' };
    await call('countArticleView', { params, body: { visitor: 'index-test-visitor' } });
    await call('getMyArticle', { token, params });
    await call('judgeArticle', { token, params, body: { verdict: { useful: true } } });
    await call('addFavourite', { token, params });
  }
  const kept = await call('listFavourites', { token, query: { limit: 1 } });
  await call('listFavourites', { token, query: { limit: 1, cursor: kept.body.nextCursor ?? '' } });
  await call('removeFavourite', { token, params: { id: one?.id ?? '' } });
  await call('judgeArticle', { token, params: { id: one?.id ?? '' }, body: { verdict: null } });
  await call('getDue', {});
  await call('listLawDays', { query: {} });
  await call('listCampaigns', {});
  await call('getCampaign', { params: { code: 'against-fraud' } });
  const [quiz] = (await call('listQuizzes', { query: {} })).body.items;
  const params = { id: quiz?.id ?? '' };
  const [question] = (await call('getQuiz', { params })).body.questions;
  for (const option of [0, 1])
    await call('answerQuestion', {
      token,
      params,
      body: { question: question?.key ?? '', chosen: [option] },
    });
  await call('listMyQuizzes', { token });
  await call('eraseMyQuizzes', { token });
}

/** What an editor does, and a supervisor who reviews. */
export async function walkWriting(call: ApiCall, editor: string, supervisor: string) {
  const page = await call('listEditorialArticles', { token: editor, query: { limit: 1 } });
  await call('listEditorialArticles', {
    token: editor,
    query: { limit: 1, state: 'published', ...(page.body.nextCursor && { cursor: page.body.nextCursor }) },
  });
  await call('listEditorialOptions', { token: editor });
  await call('previewArticle', { token: editor, body: { markdown: '正文' } });
  const [there] = page.body.items;
  const { content } = (await call('getEditorialArticle', { token: editor, params: { id: there?.id ?? '' } }))
    .body;
  const body = { content, idempotencyKey: 'index-test-article-1' };
  const draft = (await call('createArticle', { token: editor, body })).body;
  await call('createArticle', { token: editor, body });
  const params = { id: draft.id };
  const edited = (
    await call('editArticle', { token: editor, params, body: { version: draft.version, content } })
  ).body;
  await call('getArticleVersion', { token: editor, params: { id: draft.id, number: 1 } });
  const handedIn = (
    await call('actOnArticle', { token: editor, params, body: { version: edited.version, action: 'submit' } })
  ).body;
  const approval = { version: handedIn.version, action: 'approve' as const };
  await call('actOnArticle', { token: supervisor, params, body: approval });
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(await photoWithPlace())]), 'a.jpg');
  await call.raw('addArticleImage', { token: editor }, { body: form });
  const year = { from: '2026-01-01', to: '2026-12-31' };
  for (const by of ['department', 'campaign', 'article'] as const)
    await call('listPublicityFigures', { token: supervisor, query: { ...year, by } });
  const said = { token: editor, params: { id: there?.id ?? '' } };
  const words = await call('listVerdicts', { ...said, query: { limit: 1 } });
  const cursor = words.body.nextCursor;
  if (cursor) await call('listVerdicts', { ...said, query: { limit: 1, cursor } });
  await call('listSearchGaps', { token: editor });
}
