import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok, refused, serve, sessionNamed } from '../../../test/server';
import Taro, { routerParams } from '../../../test/taro';
import { signOutStaff } from '../../platform/session';
import { writeStored } from '../../platform/storage';
import TicketPage from '.';

const id = 'c'.repeat(24);
const path = `/api/v1/tickets/${id}`;

const ticket = {
  kind: 'rating',
  id,
  number: 'GD20261123-0001',
  version: 3,
  state: 'accepted',
  grade: 1,
  tags: [{ code: '113', label: '多头跑窗口和部门' }],
  comment: '跑了三次',
  counter: { code: 'A01', name: '社会保障综合窗口' },
  department: { name: '社区事务受理服务中心' },
  serviceItem: null,
  ratedAt: '2026-11-23T07:30:00.000Z',
  firstRating: null,
  anonymous: false,
  contact: { name: '王**', phone: '138****5678' },
  contactOfGuardian: false,
  handler: { id: 'd'.repeat(24), name: '沈佩文' },
  finding: null,
  findings: ['substantiated', 'partly-substantiated', 'mistaken', 'malicious', 'no-legal-basis'],
  excluded: false,
  measures: [],
  measureText: null,
  reply: null,
  privateNote: null,
  commentMasked: '跑了三次',
  reopened: false,
  judgeBy: null,
  outcome: null,
  clocks: [
    {
      kind: 'settle',
      colour: 'yellow',
      dueAt: '2026-11-30T08:30:00.000Z',
      stoppedAt: null,
      paused: false,
      late: false,
      workingDays: 2,
      workingMinutes: 900,
    },
  ],
  openedAt: '2026-11-23T07:31:00.000Z',
  closedAt: null,
  history: [
    { kind: 'opened', at: '2026-11-23T07:31:00.000Z', by: null, to: null, text: null, finding: null },
  ],
  request: null,
  transfersLeft: 2,
  pause: null,
  actions: ['note', 'conclude'],
};

const staffWith = (role: string) =>
  sessionNamed('staff', {
    kind: 'staff',
    id: 'd'.repeat(24),
    name: '沈佩文',
    roles: [role],
    department: { id: 'e'.repeat(24), name: '社区事务受理服务中心' },
  });

/** As `serve`, with no evidence. */
const serveTicket = (handlers: Parameters<typeof serve>[0]) =>
  serve({ [`GET ${path}/evidence`]: () => ok({ items: [], addable: false, counters: [] }), ...handlers });

/** What was last sent; the page asks for more behind it. */
const sent = () => Taro.request.mock.calls.findLast(([{ method }]) => method !== 'GET')?.[0].data;

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

beforeEach(() => {
  routerParams.id = id;
  writeStored('session.staff', staffWith('handler'));
});

describe('a ticket', () => {
  it('offers only the actions that the server lists', async () => {
    serveTicket({ [`GET ${path}`]: () => ok(ticket) });
    render(<TicketPage />);
    await screen.findByRole('button', { name: '下结论' });
    screen.getByRole('button', { name: '记一笔' });
    expect(screen.queryByRole('button', { name: '办结' })).toBeNull();
  });

  it('of a supplement says what was rated first, and by which ticket that was handled', async () => {
    const firstRating = { grade: 2, ratedAt: '2025-11-03T01:00:00.000Z', ticketNumber: '20251103-7KQ2' };
    serveTicket({ [`GET ${path}`]: () => ok({ ...ticket, firstRating }) });
    render(<TicketPage />);
    await screen.findByText(/首次评价：不满意\s+首次评价的工单：20251103-7KQ2/);
  });

  it('says how much working time is left', async () => {
    serveTicket({ [`GET ${path}`]: () => ok(ticket) });
    render(<TicketPage />);
    await screen.findByText('还剩 2 个工作日');
  });

  it('is concluded with a finding and words', async () => {
    const concluded = { ...ticket, version: 4, state: 'concluded', actions: ['reply'] };
    serveTicket({ [`GET ${path}`]: () => ok(ticket), [`POST ${path}/actions`]: () => ok(concluded) });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '下结论' }));
    press('确认下结论');
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
      '请选一个调查结论',
      '请写明内容',
    ]);
    fireEvent.click(screen.getByRole('radio', { name: '属实' }));
    type('调查情况', '调取了录像');
    press('确认下结论');
    await screen.findByRole('button', { name: '答复居民' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent()).toEqual({
      action: 'conclude',
      version: 3,
      finding: 'substantiated',
      text: '调取了录像',
      measures: [],
    });
  });

  it('is concluded with the measures taken, of which another one is described', async () => {
    serveTicket({ [`GET ${path}`]: () => ok(ticket), [`POST ${path}/actions`]: () => ok(ticket) });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '下结论' }));
    fireEvent.click(screen.getByRole('radio', { name: '属实' }));
    type('调查情况', '调取了录像');
    fireEvent.click(screen.getByRole('checkbox', { name: '其他' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '向居民道歉' }));
    press('确认下结论');
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
      '选了“其他”，请写明措施',
    ]);
    type('措施说明', '添置了写字板');
    press('确认下结论');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toMatchObject({
      measures: ['apology', 'other'],
      measureText: '添置了写字板',
    });
  });

  it('says beforehand that a finding against the rating is reviewed', async () => {
    serveTicket({ [`GET ${path}`]: () => ok(ticket) });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '下结论' }));
    expect(screen.queryByText(/另一位督办人复核/)).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: '误评' }));
    screen.getByText(/另一位督办人复核/);
  });

  it('is reviewed: confirmed without words, sent back only with a reason', async () => {
    const reviewing = {
      ...ticket,
      state: 'reviewing',
      finding: 'mistaken',
      actions: ['note', 'confirm', 'send-back'],
    };
    serveTicket({ [`GET ${path}`]: () => ok(reviewing), [`POST ${path}/actions`]: () => ok(reviewing) });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '退回重查' }));
    press('确认退回重查');
    expect(screen.getByRole('alert').textContent).toBe('请写明内容');
    type('退回原因', '请再看录像');
    press('确认退回重查');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({
      action: 'send-back',
      version: 3,
      text: '请再看录像',
    });
    press('同意结论');
    press('确认同意结论');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({ action: 'confirm', version: 3 });
  });

  it('is answered: personal data is marked, what was typed stays, and the comment is shown masked', async () => {
    const concluded = { ...ticket, state: 'concluded', finding: 'substantiated', actions: ['reply'] };
    const places = [{ kind: 'phone', from: 3, to: 14, message: '像是电话号码' }];
    let first = true;
    serve({
      [`GET ${path}`]: () => ok(concluded),
      [`POST ${path}/actions`]: () => {
        if (!first) return ok({ ...concluded, state: 'replied', actions: [] });
        first = false;
        return refused(400, 'reply-has-personal-data', '公开答复里有个人信息', { places });
      },
    });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '答复居民' }));
    screen.getByText('内容检查通过后公开，显示为：跑了三次');
    type('公开答复', '请拨打13812345678找我');
    press('确认答复居民');
    await screen.findByText('“13812345678”像是电话号码');
    expect(document.querySelector('.marked-place')?.textContent).toBe('13812345678');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '公开答复' }).value).toBe(
      '请拨打13812345678找我',
    );
    type('公开答复', '请到窗口来');
    fireEvent.change(screen.getByRole('textbox', { name: /只给本人看的话/ }), {
      target: { value: '请带回执' },
    });
    press('确认答复居民');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({
      action: 'reply',
      version: 3,
      text: '请到窗口来',
      privateNote: '请带回执',
      publishComment: true,
    });
  });

  it('that somebody else moved shows where it stands now, and keeps what was typed', async () => {
    const current = { ...ticket, version: 4, actions: ['note', 'conclude'], state: 'accepted' };
    let first = true;
    serveTicket({
      [`GET ${path}`]: () => ok(ticket),
      [`POST ${path}/actions`]: () => {
        if (!first) return ok({ ...current, version: 5 });
        first = false;
        return refused(409, 'ticket-changed', '工单刚被更新', { current });
      },
    });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '记一笔' }));
    type('记录内容', '已联系居民');
    press('确认记一笔');
    await screen.findByText(/工单刚被更新/);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '记录内容' }).value).toBe('已联系居民');
    press('确认记一笔');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toMatchObject({ version: 4 });
  });

  it('keeps a log of who tried to reach the resident, how, and whether it worked', async () => {
    const contact = { at: '2026-11-23T08:00:00.000Z', how: 'phone', reached: false };
    const event = { kind: 'contact', at: contact.at, by: '沈佩文', text: '无人接听', finding: null, contact };
    const logged = { ...ticket, version: 4, history: [...ticket.history, event] };
    serveTicket({
      [`GET ${path}`]: () => ok({ ...ticket, actions: ['contact'] }),
      [`POST ${path}/actions`]: () => ok(logged),
    });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '联系居民' }));
    type('时间', '25:00');
    press('确认联系居民');
    expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
      '请选联系方式',
      '请选是否联系上',
      '请填写正确的日期和时间',
      '请写明内容',
    ]);
    fireEvent.click(screen.getByRole('radio', { name: '电话' }));
    fireEvent.click(screen.getByRole('radio', { name: '没联系上' }));
    type('日期', '2026-11-23');
    type('时间', '16:00');
    type('联系情况', '无人接听');
    press('确认联系居民');
    await screen.findByText('电话，没联系上');
    expect(sent()).toEqual({
      action: 'contact',
      version: 3,
      how: 'phone',
      reached: false,
      contactedAt: contact.at,
      text: '无人接听',
    });
  });

  it('shows the contact in full only when asked', async () => {
    const full = { name: '王秀英', phone: '13812345678' };
    serveTicket({ [`GET ${path}`]: () => ok(ticket), [`GET ${path}/contact`]: () => ok(full) });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '查看联系方式' }));
    await screen.findByText(/13812345678/);
  });

  it('opened before is shown without a network, but neither who rated nor what was noted lies on the device', async () => {
    const note = {
      kind: 'note',
      at: '2026-11-23T08:00:00.000Z',
      by: '沈佩文',
      text: '王女士住一号楼',
      finding: null,
    };
    const noted = { ...ticket, history: [...ticket.history, note] };
    serveTicket({ [`GET ${path}`]: () => ok(noted) });
    render(<TicketPage />);
    await screen.findByText('王女士住一号楼');
    cleanup();
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/王女士|138\*\*\*\*5678/);

    serveTicket({});
    render(<TicketPage />);
    screen.getByText('跑了三次');
    screen.getByText('联网后可以查看');
    await screen.findByText(/^更新于 刚刚，网络不好/);
  });

  it('is forgotten by the device when its reader signs out', async () => {
    serveTicket({ [`GET ${path}`]: () => ok(ticket) });
    render(<TicketPage />);
    await screen.findByRole('button', { name: '下结论' });
    expect(JSON.stringify({ ...localStorage })).toContain('跑了三次');
    await signOutStaff();
    expect(JSON.stringify({ ...localStorage })).not.toContain('跑了三次');
  });

  it('offers no contact to those who may not read it', async () => {
    writeStored('session.staff', staffWith('auditor'));
    serveTicket({ [`GET ${path}`]: () => ok({ ...ticket, actions: [] }) });
    render(<TicketPage />);
    await screen.findByText(/138\*\*\*\*5678/);
    expect(screen.queryByRole('button', { name: '查看联系方式' })).toBeNull();
  });

  it('about the app itself shows what was said, and its own findings', async () => {
    const { grade, tags, counter, serviceItem, ratedAt, ...common } = ticket;
    const feedback = {
      ...common,
      kind: 'feedback',
      feedbackKind: 'suggestion',
      sentAt: ratedAt,
      comment: '字再大一点',
      findings: ['adopted', 'partly-adopted', 'not-adopted'],
      contact: null,
      anonymous: true,
    };
    serveTicket({ [`GET ${path}`]: () => ok(feedback) });
    render(<TicketPage />);
    await screen.findByText('对本应用的建议');
    screen.getByText('字再大一点');
    screen.getByText('没有留下联系方式');
    press('下结论');
    expect(
      screen.getAllByRole('radio').map((radio) => radio.getAttribute('aria-label') ?? radio.textContent),
    ).toEqual(['采纳', '部分采纳', '暂不采纳']);
  });

  it('says that a contact was erased, and whose it is under 14', async () => {
    serveTicket({ [`GET ${path}`]: () => ok({ ...ticket, contact: null }) });
    const { unmount } = render(<TicketPage />);
    await screen.findByText(/联系方式已按居民要求/);
    unmount();
    serveTicket({ [`GET ${path}`]: () => ok({ ...ticket, contactOfGuardian: true }) });
    render(<TicketPage />);
    await screen.findByText('联系人（监护人）');
  });

  const targets = {
    people: [
      { id: 'e'.repeat(24), name: '周敏行', department: '社区事务受理服务中心', openTickets: 3 },
      { id: 'f'.repeat(24), name: '何安', department: '司法所', openTickets: 1 },
    ],
    departments: [{ code: 'judicial-office', name: '司法所' }],
  };
  const rareActions = { ...ticket, actions: ['note', 'conclude', 'transfer', 'ask-extension', 'pause'] };

  it('keeps what is rarely needed behind one button', async () => {
    serve({ [`GET ${path}`]: () => ok(rareActions) });
    render(<TicketPage />);
    await screen.findByRole('button', { name: '更多' });
    expect(screen.queryByRole('button', { name: '转办' })).toBeNull();
    press('更多');
    for (const name of ['转办', '申请延期', '等居民补充']) screen.getByRole('button', { name });
  });

  it('is passed on to whoever is chosen, with a reason; the least busy come first', async () => {
    serve({
      [`GET ${path}`]: () => ok(rareActions),
      [`GET ${path}/targets`]: () => ok(targets),
      [`POST ${path}/actions`]: () => ok({ ...ticket, version: 4, actions: [] }),
    });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '更多' }));
    press('转办');
    await screen.findByRole('radio', { name: '周敏行（社区事务受理服务中心，3 张在办）' });
    expect(
      screen.getAllByRole('radio').map((radio) => radio.getAttribute('aria-label') ?? radio.textContent),
    ).toEqual(['按分派规则自动选人', '何安（司法所，1 张在办）', '周敏行（社区事务受理服务中心，3 张在办）']);
    fireEvent.click(screen.getByRole('radio', { name: /周敏行/ }));
    press('确认转办');
    screen.getByText('请写明内容');
    type('转办原因', '他熟悉这个事项');
    press('确认转办');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({
      action: 'transfer',
      version: 3,
      text: '他熟悉这个事项',
      to: 'e'.repeat(24),
    });
  });

  it('that is not ours is granted to a department', async () => {
    const asked = {
      ...ticket,
      actions: ['grant', 'refuse'],
      request: { kind: 'return', at: ticket.openedAt, by: '周敏行', text: '应由司法所办' },
    };
    serve({
      [`GET ${path}`]: () => ok(asked),
      [`GET ${path}/targets`]: () => ok(targets),
      [`POST ${path}/actions`]: () => ok({ ...ticket, version: 4, actions: [] }),
    });
    render(<TicketPage />);
    await screen.findByText('周敏行申请退回，等督办人决定：应由司法所办');
    press('同意申请');
    fireEvent.click(await screen.findByRole('radio', { name: '司法所（由该部门办理人接）' }));
    press('确认同意申请');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({
      action: 'grant',
      version: 3,
      department: 'judicial-office',
    });
  });

  it('is given more time without asking for whom', async () => {
    const asked = {
      ...ticket,
      actions: ['grant', 'refuse'],
      request: { kind: 'extension', at: ticket.openedAt, by: '周敏行', text: '等回函' },
    };
    serve({
      [`GET ${path}`]: () => ok(asked),
      [`POST ${path}/actions`]: () => ok({ ...ticket, version: 4, actions: [] }),
    });
    render(<TicketPage />);
    fireEvent.click(await screen.findByRole('button', { name: '同意申请' }));
    expect(screen.queryByRole('radio')).toBeNull();
    press('确认同意申请');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent()).toEqual({ action: 'grant', version: 3 });
  });

  it('that waits for the resident says until when, and can be gone on with', async () => {
    const waiting = {
      ...ticket,
      actions: ['note', 'resume'],
      pause: { at: ticket.openedAt, until: '2026-12-07T08:30:00.000Z' },
      clocks: ticket.clocks.map((clock) => ({ ...clock, paused: true })),
      history: [
        { kind: 'transfer', at: ticket.openedAt, by: '沈佩文', to: '周敏行', text: '请帮忙', finding: null },
      ],
    };
    serve({ [`GET ${path}`]: () => ok(waiting), [`POST ${path}/actions`]: () => ok(ticket) });
    render(<TicketPage />);
    await screen.findByText(/正在等居民补充.*12月7日.*自动继续/);
    screen.getByText('暂停计时，还剩 2 个工作日');
    screen.getByText('转办给周敏行');
    press('继续办理');
    press('确认继续办理');
    await waitFor(() => expect(sent()).toEqual({ action: 'resume', version: 3 }));
  });

  it('leads to the sign-in page when the session has ended', async () => {
    const ended = () => refused(401, 'session-ended', '登录已失效');
    serveTicket({ [`GET ${path}`]: ended, 'POST /api/v1/auth/refresh': ended });
    render(<TicketPage />);
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/staff/sign-in/index' }));
  });
});
