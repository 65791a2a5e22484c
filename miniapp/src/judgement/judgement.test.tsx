import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../test/server';
import Taro, { routerParams } from '../../test/taro';
import RatingPage from '../pages/rating';
import FeedbackPage from '../privacy/feedback-detail';

const id = 'a'.repeat(24);
const createdAt = '2026-11-23T07:30:00.000Z';

const ticket = {
  number: '20261123-7KQ2',
  state: 'replied',
  finding: 'substantiated',
  reply: '已补印材料清单',
  privateNote: '请带回执来换卡',
  judgeBy: '2026-11-30T07:30:00.000Z',
  reopened: false,
  outcome: null,
};

const rating = {
  id,
  grade: 2,
  tags: [],
  comment: '等了很久',
  anonymous: true,
  counter: { code: 'A01', name: '综合受理一号窗口' },
  department: { name: '社区事务受理服务中心' },
  serviceItem: null,
  createdAt,
  opensTicket: true,
  supplementTo: null,
  supplement: null,
  supplementBy: null,
  ticket,
  timeline: [{ kind: 'rated', at: createdAt, text: null }],
};

const path = `/api/v1/ratings/${id}`;
const signIn = { 'POST /api/v1/auth/wechat': () => ok(sessionNamed('resident')) };
const closed = {
  ...rating,
  ticket: { ...ticket, state: 'closed', judgeBy: null, outcome: 'solved' },
  timeline: [...rating.timeline, { kind: 'solved', at: createdAt, text: null }],
};

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const sent = () => Taro.request.mock.lastCall?.[0].data;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T02:00:00.000Z'), toFake: ['Date'] });
  routerParams.id = id;
  return () => vi.useRealTimers();
});

describe('a resident who was answered', () => {
  it('reads what is for them alone, and until when they can judge', async () => {
    serve({ ...signIn, [`GET ${path}`]: () => ok(rating) });
    render(<RatingPage />);
    await screen.findByText('请带回执来换卡');
    screen.getByText(/11月30日 周一 15:30前没有收到您的评判，会自动办结/);
  });

  it('says with one press that it is solved', async () => {
    serve({ ...signIn, [`GET ${path}`]: () => ok(rating), [`POST ${path}/judgement`]: () => ok(closed) });
    render(<RatingPage />);
    fireEvent.click(await screen.findByRole('button', { name: '解决了' }));
    await screen.findByText('您确认已经解决，已办结');
    expect(screen.queryByRole('button', { name: '没解决' })).toBeNull();
    expect(sent()).toEqual({ solved: true, idempotencyKey: expect.stringMatching(/^\w{16,}$/) });
  });

  it('says what is not solved; a failed try keeps the words and the key', async () => {
    let answers = [refused(500, 'internal', '系统出了点问题'), ok(closed)];
    const keys: string[] = [];
    serve({
      ...signIn,
      [`GET ${path}`]: () => ok(rating),
      [`POST ${path}/judgement`]: () => {
        keys.push(String(Object(sent()).idempotencyKey));
        const [answer, ...rest] = answers;
        answers = rest;
        return answer ?? ok(closed);
      },
    });
    render(<RatingPage />);
    fireEvent.click(await screen.findByRole('button', { name: '没解决' }));
    screen.getByText('会转给上级督办人重新办理');
    press('提交');
    expect(screen.getByRole('alert').textContent).toBe('请写明哪里没有解决');
    fireEvent.change(screen.getByRole('textbox', { name: '哪里没有解决' }), {
      target: { value: '还是没有清单' },
    });
    press('提交');
    await screen.findByText(/系统出了点问题/);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('还是没有清单');
    press('提交');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toMatchObject({ solved: false, text: '还是没有清单' });
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
  });

  it('is told honestly that a second time ends it', async () => {
    const again = { ...rating, ticket: { ...ticket, reopened: true } };
    serve({ ...signIn, [`GET ${path}`]: () => ok(again) });
    render(<RatingPage />);
    fireEvent.click(await screen.findByRole('button', { name: '没解决' }));
    screen.getByText('会如实记录，工单随后办结');
  });

  it('who was too late is shown how things stand', async () => {
    let now = rating as object;
    serve({
      ...signIn,
      [`GET ${path}`]: () => ok(now),
      [`POST ${path}/judgement`]: () => {
        now = closed;
        return refused(409, 'judgement-not-open', '现在不能评判');
      },
    });
    render(<RatingPage />);
    fireEvent.click(await screen.findByRole('button', { name: '解决了' }));
    fireEvent.click(await screen.findByRole('button', { name: '刷新' }));
    await screen.findByText('您确认已经解决，已办结');
  });
});

it('an answer to a feedback is judged in the same way', async () => {
  const feedback = {
    id,
    kind: 'suggestion',
    text: '字再大一点',
    createdAt,
    ticket: { ...ticket, finding: 'adopted' },
    timeline: [{ kind: 'sent', at: createdAt, text: null }],
  };
  const done = {
    ...feedback,
    ticket: closed.ticket,
    timeline: [{ kind: 'solved', at: createdAt, text: null }],
  };
  serve({
    ...signIn,
    [`GET /api/v1/feedback/${id}`]: () => ok(feedback),
    [`POST /api/v1/feedback/${id}/judgement`]: () => ok(done),
  });
  render(<FeedbackPage />);
  fireEvent.click(await screen.findByRole('button', { name: '解决了' }));
  await screen.findByText('您确认已经解决，已办结');
});
