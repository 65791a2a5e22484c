import { describe, expect, it, vi } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../test/server';
import Taro from '../../test/taro';
import { call } from './api';
import { readStored, writeStored } from './storage';

const mine = 'GET /api/v1/ratings/mine';
const signIn = 'POST /api/v1/auth/wechat';
const refresh = 'POST /api/v1/auth/refresh';
const submit = 'POST /api/v1/ratings';
const act = 'POST /api/v1/tickets/t/actions';
const noRatings = { items: [], nextCursor: null };
const sessionEnded = () => refused(401, 'session-ended', '登录已失效，请重新登录');

/** Answers only to one access token. */
const onlyFor = (token: string) => (request: { header: Record<string, string> }) =>
  request.header.authorization === `Bearer ${token}` ? ok(noRatings) : sessionEnded();

describe('a call', () => {
  it('fills path and query from the contract', async () => {
    writeStored('session.staff', sessionNamed('staff', { kind: 'staff' }));
    serve({ 'GET /api/v1/tickets?queue=team&state=open': () => ok(noRatings) });
    await expect(call('listTickets', { query: { queue: 'team', state: 'open' } })).resolves.toEqual(
      noRatings,
    );
  });

  it('escapes what it puts into a path', async () => {
    serve({ 'GET /api/v1/scan/a%2F..%3Fb': () => ok({}) });
    await expect(call('scan', { params: { scene: 'a/..?b' } })).resolves.toEqual({});
  });

  it('takes an answer that was cut off on its way for a fault of the network', async () => {
    for (const body of [null, '{"items":[']) {
      serve({ 'GET /api/v1/scan/c.A01': () => ok(body) });
      await expect(call('scan', { params: { scene: 'c.A01' } })).rejects.toMatchObject({
        code: 'answer-unreadable',
      });
    }
  });

  it('needs no session for what is public', async () => {
    serve({ 'GET /api/v1/scan/c.A01': () => ok({}) });
    await call('scan', { params: { scene: 'c.A01' } });
    expect(sentRequests()).toEqual(['GET /api/v1/scan/c.A01']);
  });

  it('signs a resident in silently, and only once', async () => {
    serve({ [signIn]: () => ok(sessionNamed('first')), [mine]: onlyFor('access-first') });
    await Promise.all([call('listMyRatings', { query: {} }), call('listMyRatings', { query: {} })]);
    expect(sentRequests().filter((sent) => sent === signIn)).toHaveLength(1);
  });

  it('renews a session the server no longer takes, and then succeeds', async () => {
    writeStored('session.resident', sessionNamed('old'));
    serve({ [refresh]: () => ok(sessionNamed('new')), [mine]: onlyFor('access-new') });
    await expect(call('listMyRatings', { query: {} })).resolves.toEqual(noRatings);
    expect(readStored('session.resident')).toMatchObject({ refreshToken: 'refresh-new' });
  });

  it('uses a refresh token once, however many calls found the session ended', async () => {
    writeStored('session.resident', sessionNamed('old'));
    serve({ [refresh]: () => ok(sessionNamed('new')), [mine]: onlyFor('access-new') });
    await Promise.all([1, 2, 3].map(() => call('listMyRatings', { query: {} })));
    expect(sentRequests().filter((sent) => sent === refresh)).toHaveLength(1);
  });

  it('takes over the session that another tab has renewed', async () => {
    writeStored('session.resident', sessionNamed('old'));
    serve({
      [mine]: (request) => {
        if (request.header.authorization === 'Bearer access-new') return ok(noRatings);
        writeStored('session.resident', sessionNamed('new'));
        return sessionEnded();
      },
    });
    await expect(call('listMyRatings', { query: {} })).resolves.toEqual(noRatings);
    expect(sentRequests()).not.toContain(refresh);
  });

  it('signs a resident in again when the session cannot be renewed', async () => {
    writeStored('session.resident', sessionNamed('old'));
    serve({
      [refresh]: sessionEnded,
      [signIn]: () => ok(sessionNamed('again')),
      [mine]: onlyFor('access-again'),
    });
    await expect(call('listMyRatings', { query: {} })).resolves.toEqual(noRatings);
  });

  it('tells staff that their session has ended, and forgets it', async () => {
    writeStored('session.staff', sessionNamed('old', { kind: 'staff' }));
    serve({ [refresh]: sessionEnded, 'GET /api/v1/tickets': sessionEnded });
    await expect(call('listTickets', { query: {} })).rejects.toMatchObject({ code: 'session-ended' });
    expect(readStored('session.staff')).toBeNull();
  });

  it('keeps the session when renewing it fails for want of a connection', async () => {
    writeStored('session.staff', sessionNamed('old', { kind: 'staff' }));
    serve({ 'GET /api/v1/tickets': sessionEnded });
    await expect(call('listTickets', { query: {} })).rejects.toMatchObject({ code: 'offline' });
    expect(readStored('session.staff')).not.toBeNull();
  });

  it('asks nothing of the server for staff who are not signed in', async () => {
    serve({});
    await expect(call('listTickets', { query: {} })).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(sentRequests()).toEqual([]);
  });

  it('hands on what the server says went wrong, with its details', async () => {
    serve({
      'GET /api/v1/scan/x': () => refused(410, 'scan-code-revoked', '这个二维码已停用', { since: 1 }),
    });
    await expect(call('scan', { params: { scene: 'x' } })).rejects.toMatchObject({
      code: 'scan-code-revoked',
      message: '这个二维码已停用',
      details: { since: 1 },
    });
  });

  it('says so when there is no connection', async () => {
    serve({});
    await expect(call('scan', { params: { scene: 'x' } })).rejects.toMatchObject({ code: 'offline' });
  });

  it('says so when nothing came in time, calls the request off and does not ask again', async () => {
    vi.useFakeTimers();
    const abort = vi.fn();
    Taro.request.mockReturnValue(Object.assign(new Promise<never>(() => {}), { abort }));
    const failure = expect(call('scan', { params: { scene: 'x' } })).rejects.toMatchObject({
      code: 'timeout',
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await failure;
    expect(abort).toHaveBeenCalledOnce();
    expect(sentRequests()).toEqual(['GET /api/v1/scan/x']);
    vi.useRealTimers();
  });

  it('for a file waits longer, for it may be a large one', async () => {
    vi.useFakeTimers();
    writeStored('session.staff', sessionNamed('staff', { kind: 'staff' }));
    Taro.request.mockImplementation(
      () => new Promise((resolve) => setTimeout(() => resolve({ statusCode: 200, data: 'csv' }), 100_000)),
    );
    const table = expect(call('exportAuditEntries', { query: {} })).resolves.toBe('csv');
    await vi.advanceTimersByTimeAsync(100_000);
    await table;
    expect(Taro.request.mock.lastCall?.[0]).toMatchObject({ timeout: 120_000 });
    vi.useRealTimers();
  });

  it('that can be sent twice is tried again when it fails for a passing reason', async () => {
    let tries = 0;
    const scanned = ok({ scene: 'x' });
    serve({
      'GET /api/v1/scan/x': () => {
        tries += 1;
        if (tries < 3) throw new Error('request:fail');
        return scanned;
      },
    });
    await expect(call('scan', { params: { scene: 'x' } })).resolves.toEqual(scanned.data);
  });

  it('with an idempotency key is tried again, and without one is not', async () => {
    writeStored('session.resident', sessionNamed('resident'));
    writeStored('session.staff', sessionNamed('staff', { kind: 'staff' }));
    const busy = () => refused(503, 'unavailable', '系统正在恢复');
    serve({ [submit]: busy, [act]: busy });
    const idempotencyKey = 'k'.repeat(24);
    const rating = { scene: 'c.A01', grade: 5 as const, tags: [], anonymous: true as const, idempotencyKey };
    await expect(call('submitRating', { body: rating })).rejects.toMatchObject({ code: 'unavailable' });
    const note = { action: 'note', version: 1, text: '已联系' } as const;
    await expect(call('actOnTicket', { params: { id: 't' }, body: note })).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(sentRequests()).toEqual([submit, submit, submit, act]);
  });

  it('hands on how long the server asks to wait, however the header is spelt', async () => {
    serve({
      'GET /api/v1/scan/x': () => ({
        ...refused(429, 'too-many-requests', '操作太频繁'),
        header: { 'Retry-After': '40' },
      }),
    });
    await expect(call('scan', { params: { scene: 'x' } })).rejects.toMatchObject({ retryAfterMs: 40_000 });
    expect(sentRequests()).toHaveLength(1);
  });

  it('says so when the answer is none of ours', async () => {
    serve({ 'GET /api/v1/scan/x': () => ({ statusCode: 502, data: '<html>' }) });
    await expect(call('scan', { params: { scene: 'x' } })).rejects.toMatchObject({
      code: 'answer-unreadable',
    });
  });
});
