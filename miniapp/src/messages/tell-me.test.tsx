import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ok, sentRequests, serve, sessionNamed } from '../../test/server';
import Taro from '../../test/taro';
import { writeStored } from '../platform/storage';
import { TellMe } from './tell-me.tsx';

const id = 'a'.repeat(24);
const offer = `GET /api/v1/subscriptions/offer?kind=rating&id=${id}`;
const answer = 'POST /api/v1/subscriptions';
const offered = () => ok({ templates: [{ template: 'case-progress', id: 't1' }] });

beforeEach(() => writeStored('session.resident', sessionNamed('resident')));

it('asks WeChat within the press, and tells the server what was said', async () => {
  serve({ [offer]: offered, [answer]: () => ({ statusCode: 204, data: null }) });
  Taro.requestSubscribeMessage.mockResolvedValue({ t1: 'accept' });
  render(<TellMe kind="rating" id={id} />);
  const button = await screen.findByRole('button', { name: '有进展时，微信提醒我' });
  fireEvent.click(button);
  expect(Taro.requestSubscribeMessage).toHaveBeenCalledWith({ tmplIds: ['t1'], entityIds: [] });
  await screen.findByText('好的，有进展时微信会提醒您');
  const sent = Taro.request.mock.calls.map(([request]) => request).find(({ method }) => method === 'POST');
  expect(sent?.data).toEqual({
    kind: 'rating',
    id,
    answers: [{ template: 'case-progress', accepted: true }],
  });
});

it('a no, and a question that is called off, are told, too, so that nobody asks again', async () => {
  serve({ [offer]: offered, [answer]: () => ({ statusCode: 204, data: null }) });
  Taro.requestSubscribeMessage.mockRejectedValue(new Error('cancel'));
  render(<TellMe kind="rating" id={id} />);
  fireEvent.click(await screen.findByRole('button', { name: '有进展时，微信提醒我' }));
  await screen.findByText(/没有开通提醒/);
  expect(sentRequests()).toContain(answer);
});

it('is not there when there is nothing to ask, or the network is away', async () => {
  serve({ [offer]: () => ok({ templates: [] }) });
  const { container } = render(<TellMe kind="rating" id={id} />);
  await waitFor(() => expect(sentRequests()).toContain(offer));
  expect(container.textContent).toBe('');
});
