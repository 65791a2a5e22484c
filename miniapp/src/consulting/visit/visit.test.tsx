import type { ConsultationDetail } from '@linli/shared/api/types.ts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { detail, signInAs, visit } from '../../../test/consulting';
import { ok, refused, sentRequests, serve } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import VisitPage from '.';

const path = `/api/v1/consultations/appointment/${visit.id}`;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const sentTo = (url: string) => Taro.request.mock.calls.findLast(([sent]) => sent.url === url)?.[0].data;

function open(changes: Partial<ConsultationDetail> = {}, more: Parameters<typeof serve>[0] = {}) {
  serve({ [`GET ${path}`]: () => ok(detail(changes)), ...more });
  routerParams.kind = 'appointment';
  routerParams.id = visit.id;
  return render(<VisitPage />);
}

beforeEach(() => signInAs('lawyer'));

it('shows where it stands, masked, and moves it on as it was seen', async () => {
  open({}, { [`POST ${path}/actions`]: () => ok(visit) });
  await screen.findByRole('heading', { name: '13:30 王**' });
  expect(screen.queryByText('13800001234')).toBeNull();
  press('叫号');
  await waitFor(() => expect(sentTo(`${path}/actions`)).toEqual({ action: 'call', version: 2 }));
  await waitFor(() => expect(sentRequests().filter((sent) => sent === `GET ${path}`)).toHaveLength(2));
});

it('asks twice before it notes that nobody came', async () => {
  open({ state: 'booked', actions: ['no-show'] }, { [`POST ${path}/actions`]: () => ok(visit) });
  await screen.findByRole('heading', { name: '13:30 王**' });
  press('没有来');
  expect(sentRequests()).not.toContain(`POST ${path}/actions`);
  press('再等等');
  press('没有来');
  press('确定没有来');
  await waitFor(() => expect(sentTo(`${path}/actions`)).toMatchObject({ action: 'no-show' }));
});

it('shows the number only on request, and not once it has ended', async () => {
  const { unmount } = open(
    {},
    { [`GET ${path}/contact`]: () => ok({ name: '王秀兰', phone: '13800001234' }) },
  );
  await screen.findByText('138****1234');
  press('查看姓名和电话');
  await screen.findByText('13800001234');
  screen.getByRole('button', { name: '拨打电话' });
  unmount();
  open({ state: 'finished', actions: [], contactReadable: false });
  await screen.findByText('咨询已经结束，电话不再显示。');
  expect(screen.queryByRole('button', { name: '查看姓名和电话' })).toBeNull();
});

it('shows the lawyer the case on request', async () => {
  const told = {
    description: '房子怎么分',
    otherParty: '张三',
    onBehalfOf: null,
    attachments: [],
    record: null,
  };
  open({}, { [`POST ${path}/case`]: () => ok(told) });
  await screen.findByRole('button', { name: '查看案情' });
  press('查看案情');
  await screen.findByText('房子怎么分');
  expect(sentTo(`${path}/case`)).toEqual({});
});

it('asks the supervisor why first', async () => {
  const told = {
    description: '房子怎么分',
    otherParty: null,
    onBehalfOf: null,
    attachments: [],
    record: null,
  };
  open({ caseReadable: 'with-reason', contactReadable: false }, { [`POST ${path}/case`]: () => ok(told) });
  await screen.findByRole('button', { name: '查看案情' });
  press('查看案情');
  await screen.findByText('请写明理由');
  expect(sentRequests()).not.toContain(`POST ${path}/case`);
  fireEvent.change(screen.getByRole('textbox', { name: '为什么要看' }), { target: { value: '居民投诉' } });
  press('查看案情');
  await screen.findByText('房子怎么分');
  expect(sentTo(`${path}/case`)).toEqual({ reason: '居民投诉' });
});

it('offers neither to who may not read it', async () => {
  open({ caseReadable: 'no', contactReadable: false });
  await screen.findByRole('heading', { name: '13:30 王**' });
  expect(screen.queryByRole('button', { name: '查看案情' })).toBeNull();
  expect(screen.queryByRole('button', { name: '查看姓名和电话' })).toBeNull();
});

it('leads to the record while it can be written', async () => {
  open({ state: 'serving', actions: ['finish'], recordable: true });
  await screen.findByRole('button', { name: '写记录和建议' });
  press('写记录和建议');
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/consulting/record/index?kind=appointment&id=${visit.id}`,
  });
});

it('says that it is not there for who may not see it', async () => {
  open({}, { [`GET ${path}`]: () => refused(404, 'not-found', '没有找到您要的内容') });
  await screen.findByText('没有找到您要的内容');
});
