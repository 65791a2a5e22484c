import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { article, articleRow, lawArticleId } from '../../test/articles';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../test/server';
import Taro, { routerParams } from '../../test/taro';
import { call } from '../platform/api';
import CampaignPage from './campaign';
import CampaignsPage from './campaigns';
import FavouritesPage from './favourites';
import QuizPage from './quiz';
import QuizzesPage from './quizzes';

const id = '7'.repeat(24);
const quiz = {
  id,
  title: '邻里两问',
  summary: '法律怎么说。',
  questions: 2,
  articleId: article().id,
  campaign: null,
};
const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('a quiz', () => {
  const questions = [
    { key: '1'.repeat(24), kind: 'single', text: '先找谁？', options: ['楼上', '法院'] },
    { key: '2'.repeat(24), kind: 'multiple', text: '可以做什么？', options: ['报警', '忍着', '留证据'] },
  ];
  const path = `/api/v1/quizzes/${id}`;
  const { questions: _, ...head } = quiz;

  beforeEach(() => {
    routerParams.id = id;
    const answers = [
      { right: true, answer: [0], explanation: '先说清楚。', progress: { total: 2, answered: 1, right: 1 } },
      {
        right: false,
        answer: [0, 2],
        explanation: '忍着更危险。',
        progress: { total: 2, answered: 2, right: 1 },
      },
    ];
    serve({
      ...signIn,
      [`GET ${path}`]: () => ok({ ...head, questions }),
      [`POST ${path}/answers`]: () => ok({ ...answers.shift(), legalBasis: article().legalBasis }),
    });
    render(<QuizPage />);
  });

  it('is answered question by question, each with why and what it rests on, and ends with how far one has come', async () => {
    await screen.findByRole('heading', { name: '先找谁？' });
    screen.getByText('第 1 题，共 2 题（单选）');
    fireEvent.click(screen.getByRole('radio', { name: 'A. 楼上' }));
    press('看答案');
    await screen.findByText('答对了');
    screen.getByText('先说清楚。');
    press('《民法典》第二百八十八条，看原文');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/provision/index?id=${lawArticleId}` });
    press('下一题');
    for (const name of ['C. 留证据', 'B. 忍着', 'A. 报警', 'B. 忍着'])
      fireEvent.click(screen.getByRole('checkbox', { name }));
    press('看答案');
    await screen.findByText('答案是 A、C');
    expect(Taro.request.mock.lastCall?.[0].data).toEqual({ question: '2'.repeat(24), chosen: [0, 2] });
    press('看结果');
    screen.getByRole('heading', { name: '答完了' });
    screen.getByText('共 2 道题，答对 1 道。');
    press('从头再看一遍');
    screen.getByRole('heading', { name: '先找谁？' });
  });

  it('asks for a choice before it tells the answer', async () => {
    await screen.findByRole('heading', { name: '先找谁？' });
    press('看答案');
    await screen.findByText('请先选一个答案');
    expect(sentRequests()).toEqual([`GET ${path}`]);
  });
});

describe('the quizzes', () => {
  const list = { 'GET /api/v1/quizzes': () => ok({ items: [quiz] }) };

  it('stand there for who has never signed in, and sign nobody in', async () => {
    serve(list);
    render(<QuizzesPage />);
    await screen.findByRole('button', { name: '邻里两问，法律怎么说。，2 道题' });
    expect(sentRequests()).toEqual(['GET /api/v1/quizzes']);
    expect(screen.queryByRole('button', { name: '清除我的答题进度' })).toBeNull();
  });

  it('show how far one has come, and that can be erased', async () => {
    let mine = [{ id, title: quiz.title, total: 2, answered: 1, right: 1, at: '2026-11-21T02:00:00.000Z' }];
    serve({
      ...signIn,
      ...list,
      'GET /api/v1/quizzes/mine': () => ok({ items: mine }),
      'POST /api/v1/quizzes/mine/erasure': () => {
        mine = [];
        return { statusCode: 204, data: '' };
      },
    });
    await call('listMyQuizzes', {});
    render(<QuizzesPage />);
    await screen.findByText('已答 1 道，共 2 道，答对 1 道');
    press('清除我的答题进度');
    press('清除');
    await screen.findByText('答题进度已清除');
    await screen.findByText('2 道题');
  });
});

describe('a campaign', () => {
  const head = {
    code: 'constitution-week',
    title: '宪法宣传周',
    summary: '一周里，每天读一点。',
    lawDay: 'constitution-week',
    run: { from: '2026-12-01', to: '2026-12-07' },
    running: false,
    plan: '九五普法',
  };

  it('shows its modules, each leading on, and a long list only in part', async () => {
    const items = Array.from({ length: 8 }, (_, index) =>
      articleRow({ id: String(index).repeat(24), title: `文章${index}` }),
    );
    routerParams.code = head.code;
    serve({
      'GET /api/v1/campaigns/constitution-week': () =>
        ok({
          ...head,
          modules: [
            {
              kind: 'text',
              title: '为什么',
              nodes: article().nodes,
              links: [{ text: '', url: 'tel:12348' }],
            },
            { kind: 'articles', title: '读一读', items },
            { kind: 'quizzes', title: '考考自己', items: [quiz] },
            { kind: 'consult', title: '有事问律师', matter: 'administrative' },
          ],
        }),
    });
    render(<CampaignPage />);
    await screen.findByRole('heading', { name: '宪法宣传周' });
    screen.getByText('时间：12月1日–7日');
    screen.getByText('九五普法');
    screen.getByRole('heading', { name: '法律怎么说' });
    expect(screen.getAllByRole('button', { name: /^文章\d/ })).toHaveLength(6);
    const leads: [string, string][] = [
      ['看这个专题的全部文章', '/law/articles/index?campaign=constitution-week'],
      ['邻里两问，2 道题', `/law/quiz/index?id=${id}`],
      ['约律师谈行政争议', '/appointments/slots/index?matter=administrative&lawyer=&move='],
    ];
    for (const [name, url] of leads) {
      press(name);
      expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url });
      await Promise.resolve();
    }
  });

  it('that is not there says so and leads to the others', async () => {
    routerParams.code = 'gone';
    serve({ 'GET /api/v1/campaigns/gone': () => refused(404, 'not-found', '没有找到您要的内容') });
    render(<CampaignPage />);
    await screen.findByRole('heading', { name: '没有这个专题' });
    press('看别的专题');
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/law/campaigns/index' });
  });

  it('stands among the others with its time, above the days of the year', async () => {
    const day = { code: 'constitution-day', name: '国家宪法日', from: '2026-12-04', to: '2026-12-04' };
    const always = { ...head, code: 'against-fraud', title: '反诈', run: null, running: true };
    serve({
      'GET /api/v1/campaigns': () => ok({ items: [{ ...head, running: true }, always] }),
      'GET /api/v1/publicity/law-days': () => ok({ year: 2026, plan: null, items: [day] }),
    });
    render(<CampaignsPage />);
    await screen.findByRole('button', { name: '宪法宣传周，一周里，每天读一点。，12月1日–7日，正在进行' });
    screen.getByRole('button', { name: '反诈，一周里，每天读一点。，长期开放' });
    screen.getByText('12月4日');
    screen.getByText('国家宪法日');
  });
});

describe('the favourites', () => {
  it('lead to their articles', async () => {
    serve({ ...signIn, 'GET /api/v1/favourites': () => ok({ items: [articleRow()], nextCursor: null }) });
    render(<FavouritesPage />);
    fireEvent.click(await screen.findByRole('button', { name: /^隔壁太吵/ }));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/law/article/index?id=${articleRow().id}` });
  });

  it('that are none say how one keeps an article', async () => {
    serve({ ...signIn, 'GET /api/v1/favourites': () => ok({ items: [], nextCursor: null }) });
    render(<FavouritesPage />);
    await screen.findByRole('heading', { name: '还没有收藏' });
    press('去找文章');
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/law/articles/index' });
  });
});
