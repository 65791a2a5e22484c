import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import type { Backend } from './harness/requests.ts';
import { launch } from './launch.ts';
import { sampleAnswers, sampleIds } from './sample-answers.ts';
import { errorAnswer, sampleBackend } from './sample-backend.ts';
import { queueRoute, signIn, signInRoute } from './staff-session.ts';

/** The workbench in the weapp build: a handler signs in, opens a ticket and works on it. */

const ticketRoute = 'staff/ticket/index';

async function openTicket(backend: Backend = sampleBackend()): Promise<MiniProgram> {
  const program = await signIn(backend);
  program.page.tap({ role: 'button', label: /GM-20261123-0001/ });
  await program.until(() => program.page.route === ticketRoute, 'the ticket');
  await program.idle();
  return program;
}

describe('a handler', () => {
  it('signs in before seeing any ticket', async () => {
    const program = await signIn();
    expect(
      program.requests.map(({ method, path, query, body, headers }) => [
        method,
        path,
        query,
        body,
        headers.authorization,
      ]),
    ).toEqual([
      ['POST', '/api/v1/auth/staff', {}, { username: 'handler', password: 'linli-demo' }, undefined],
      ['GET', '/api/v1/notifications', { limit: '1' }, undefined, 'Bearer sample-access'],
      ['GET', '/api/v1/tickets', { queue: 'mine', state: 'open' }, undefined, 'Bearer sample-access'],
    ]);
  });

  it('is told why the sign-in failed and keeps what was typed', async () => {
    const backend = sampleBackend({ signInStaff: () => errorAnswer('credentials-wrong') });
    const program = launch({ backend, url: signInRoute });
    await program.until(() => program.page.has({ label: '账号' }), 'the form');
    program.page.type({ label: '账号' }, 'handler');
    await program.idle();
    program.page.type({ label: '密码' }, 'wrong');
    await program.idle();
    program.page.tap({ role: 'button', text: '登录' });
    await program.until(() => program.page.has({ role: 'alert', text: /账号或密码不正确/ }), 'the reason');
    expect(program.page.find({ label: '账号' }).attributes.value).toBe('handler');
  });

  it('is offered exactly the actions that are allowed now', async () => {
    const program = await openTicket();
    const offered = program.page.findAll({ className: 'button' }).map((button) => button.text);
    const evidence = ['添加照片或录像', '添加文件或录音', '引用窗口录音录像'];
    expect(offered).toEqual([...evidence, '下结论', '记一笔']);
  });

  it('concludes with a finding and the version last seen', async () => {
    const program = await openTicket();
    program.page.tap({ role: 'button', text: '下结论' });
    await program.until(() => program.page.has({ role: 'dialog' }), 'the sheet');
    program.page.tap({ role: 'radio', label: '部分属实' });
    await program.idle();
    program.page.type({ tag: 'textarea' }, '排队时间确实过长');
    await program.idle();
    program.page.tap({ role: 'button', text: '确认下结论' });
    await program.until(() => !program.page.has({ role: 'dialog' }), 'the sheet to close');
    expect(program.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/api/v1/tickets/${sampleIds.ticket}/actions`,
      headers: { authorization: 'Bearer sample-access' },
      body: {
        action: 'conclude',
        version: 2,
        finding: 'partly-substantiated',
        text: '排队时间确实过长',
        measures: [],
      },
    });
  });

  it('keeps the typed text when someone else was quicker, and sends it with the new version', async () => {
    const current = { ...sampleAnswers.getTicket, version: 7 };
    const versions: unknown[] = [];
    const backend = sampleBackend({
      actOnTicket({ body }) {
        versions.push(Object(body).version);
        if (versions.length > 1) return { status: 200, body: { ...current, version: 8 } };
        const refused = errorAnswer('ticket-changed');
        return { ...refused, body: { error: { ...Object(refused.body).error, details: { current } } } };
      },
    });
    const program = await openTicket(backend);
    program.page.tap({ role: 'button', text: '记一笔' });
    await program.until(() => program.page.has({ role: 'dialog' }), 'the sheet');
    program.page.type({ tag: 'textarea' }, '已电话联系窗口');
    await program.idle();
    program.page.tap({ role: 'button', text: '确认记一笔' });
    await program.until(() => program.page.has({ role: 'alert', text: /工单刚被更新/ }), 'the conflict');
    expect(program.page.find({ tag: 'textarea' }).attributes.value).toBe('已电话联系窗口');
    program.page.tap({ role: 'button', text: '确认记一笔' });
    await program.until(() => !program.page.has({ role: 'dialog' }), 'the sheet to close');
    expect(versions).toEqual([2, 7]);
  });

  it('signs out, and the queue asks to sign in again', async () => {
    const program = await signIn();
    program.page.tap({ role: 'button', label: '退出登录' });
    await program.until(() => program.page.route === signInRoute, 'the sign-in page');
    await program.idle();
    expect(program.requests.at(-1)).toMatchObject({ method: 'POST', path: '/api/v1/auth/sign-out' });
    program.navigateTo(`/${queueRoute}`);
    await program.until(() => program.page.route === signInRoute, 'the sign-in page again');
  });
});

it('every page opens also for someone who is signed in as staff', async () => {
  const { storage } = await signIn();
  for (const url of [queueRoute, `${ticketRoute}?id=${sampleIds.ticket}`, signInRoute, 'pages/home/index']) {
    const program = launch({ backend: sampleBackend(), url, storage });
    await program.idle();
    expect(program.page.text()).not.toBe('');
  }
});

describe('the queue in WeChat', () => {
  it('listens over a socket, and shows a new ticket when it hears of one', async () => {
    const { storage } = await signIn();
    let rows: unknown[] = [];
    const backend = sampleBackend({
      listTickets: () => ({ status: 200, body: { items: rows, nextCursor: null } }),
    });
    const program = launch({ backend, url: queueRoute, storage, sockets: true });
    await program.until(() => program.sockets?.[0], 'a socket');
    await program.idle();
    const [socket] = program.sockets ?? [];
    if (!socket) throw new Error('a socket was opened');
    expect(socket.url).toMatch(/^wss?:.*\/api\/v1\/live$/);
    socket.open();
    await program.until(() => socket.sent[0], 'the hello');
    expect(JSON.parse(socket.sent[0] ?? '')).toEqual({
      type: 'hello',
      authorization: 'Bearer sample-access',
      since: null,
    });
    socket.receive({ type: 'ready', cursor: '1', changed: [], afresh: false, beatSeconds: 25 });
    await program.idle();
    expect(program.page.has({ role: 'button', label: /GM-20261123-0001/ })).toBe(false);
    rows = sampleAnswers.listTickets.items;
    socket.receive({ type: 'changed', cursor: '2', changed: ['own-tickets'] });
    await program.until(
      () => program.page.has({ role: 'button', label: /GM-20261123-0001/ }),
      'the new ticket',
    );
  });
});
