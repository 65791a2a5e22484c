import { demoArticles, demoCampaigns } from '@linli/server/demo/story.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { beforeAll, expect, it } from 'vitest';
import { fillInBooking } from './booking.ts';
import { lawToRead } from './law.ts';
import { useStage } from './stage.ts';

/** Residents who look for what the law says, and act on it, against the real server. */
const stage = useStage();

beforeAll(async () => {
  await stage.server.app.campaigns.load(demoCampaigns());
  await stage.server.app.articles.import(demoArticles, { reviewedBy: 'supervisor' });
});

it('a resident searches in everyday words, reads, and books a lawyer on it; the consultation counts for the article', async () => {
  const person = await stage.person();
  await person.open('pages/home/index');
  await person.button(/^学法用法/).click();
  await person.field('搜一搜').fill('老板不给工钱');
  await person.button('搜索').click();
  await person.sees('“老板不给工钱”的结果');
  await person.button(/^工钱被拖着不给，这样要回来/).click();
  await person.sees('工钱被拖着不给，这样要回来');
  await person.heading('三条路，可以一起走').waitFor();
  await person.reads('《劳动合同法》');
  const id = new URL(person.page.url()).hash.split('id=')[1] ?? '';

  await person.button('约律师谈这件事').click();
  await person.sees('咨询劳动人事');
  await person.button(/^最早有空/).click();
  await person.reads(/这个时间为您保留到/);
  await fillInBooking(person, '工资欠了三个月');
  await person.button('确认预约').click();
  await person.reads('约好了');

  const token = await stage.server.staffToken('supervisor');
  const today = dayOf(stage.server.clock.now());
  const figures = await stage.server.call('listPublicityFigures', {
    token,
    query: { from: today, to: today, by: 'article' },
  });
  expect(figures.body.rows.find(({ key }) => key === id)).toMatchObject({ views: 1, consultations: 1 });
  expect(figures.body.total).toMatchObject({ views: 1, consultations: 1 });
});

it('a resident says what an article was worth, keeps it, and reads the law that it rests on', async () => {
  const { articleId } = await lawToRead(stage.server);
  const person = await stage.person();
  await person.open(`law/article/index?id=${articleId}`);
  await person.button('没用').click();
  await person.checkbox('看不太懂').click();
  await person.field('还想说的（可以不写）').fill('字再大一点');
  await person.button('提交').click();
  await person.reads('您说这篇没用，我们会改。');
  await person.button('收藏').click();
  await person.button('已收藏，点一下取消').waitFor();
  await person.button('《示例条例》第三条，看原文').click();
  await person.sees('第三条');
  await person.reads('（一）半夜敲打墙壁；');
  await person.button('下一条：第三条之一').click();
  await person.reads('敲打墙壁的，应当道歉，并赔偿隔壁一盆花。');
  await person.button('看这部法律的目录').click();
  await person.button(/^第二章 邻里/).waitFor();
  // Whoever opens it again finds what they said.
  await person.open(`law/article/index?id=${articleId}`);
  await person.reads('字再大一点');
  await person.button('已收藏，点一下取消').waitFor();
});

it('a resident answers the quiz of an article, hears why, and finds how far they have come', async () => {
  const { articleId } = await lawToRead(stage.server);
  const person = await stage.person();
  await person.open(`law/article/index?id=${articleId}`);
  await person.button(/^考考自己/).click();
  await person.sees('楼上半夜敲墙，可以找谁？');
  await person.button('看答案').click();
  await person.reads('请先选一个答案');
  await person.checkbox('A. 物业').click();
  await person.checkbox('B. 居委会').click();
  await person.button('看答案').click();
  await person.reads('答对了');
  await person.reads('先请人来劝，别自己动手。');
  await person.button('《示例条例》第三条，看原文').waitFor();
  await person.button('下一题').click();
  await person.radio('B. 什么也不用做').click();
  await person.button('看答案').click();
  await person.reads('答案是 A');
  await person.button('看结果').click();
  await person.sees('答完了');
  await person.reads('共 2 道题，答对 1 道。');

  await person.open('pages/me/index');
  await person.button(/^学法答题/).click();
  await person.reads('已答 2 道，共 2 道，答对 1 道');
  await person.button('清除我的答题进度').click();
  await person.button('清除').click();
  await person.reads('答题进度已清除');
  await person.reads('2 道题');
});

it('the home page leads to what is due, and a campaign to its articles', async () => {
  await lawToRead(stage.server);
  const person = await stage.person();
  await person.open('pages/home/index');
  await person.button('看全年的普法日子').click();
  await person.button(/^宪法宣传周/).click();
  await person.sees('宪法宣传周');
  await person.heading('为什么是十二月四日').waitFor();
  await person.button(/^邻里两问/).waitFor();
  await person.button(/^楼上半夜敲墙/).click();
  await person.heading('楼上半夜敲墙，可以怎么办').waitFor();
});

it('the code on a poster opens its article', async () => {
  const { articleId } = await lawToRead(stage.server);
  const person = await stage.person();
  await person.page.goto(`${stage.server.url}/?scene=a.${articleId}`);
  await person.sees('楼上半夜敲墙，可以怎么办');
});
