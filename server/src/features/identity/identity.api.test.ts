import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPassword } from '../../demo/accounts.ts';
import { minuteMs, secondMs } from '../../platform/clock.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('a resident signs in through WeChat', () => {
  test('a code gives a session, and the same person gets the same id', async () => {
    const first = await server.call('signInWithWechat', { body: { code: 'demo-wang' } });
    const again = await server.call('signInWithWechat', { body: { code: 'demo-wang' } });
    const other = await server.call('signInWithWechat', { body: { code: 'demo-li' } });
    expect(first.body.person.kind).toBe('resident');
    expect(again.body.person.id).toBe(first.body.person.id);
    expect(other.body.person.id).not.toBe(first.body.person.id);
  });

  test('twenty first sign-ins at once make one resident', async () => {
    const sessions = await Promise.all(
      Array.from({ length: 20 }, () =>
        server.call('signInWithWechat', { body: { code: 'demo-first-time' } }),
      ),
    );
    expect(new Set(sessions.map(({ body }) => body.person.id)).size).toBe(1);
  });

  test('a code that WeChat does not know is refused', async () => {
    const { status, code } = await server.call.refused('signInWithWechat', { body: { code: 'stolen' } });
    expect([status, code]).toEqual([401, 'wechat-code-invalid']);
  });

  test.each([[{}], [{ code: '' }], [{ code: 1 }], [{ code: 'demo-a', more: 1 }]])(
    '%j is bad input',
    async (body) => {
      const { status, code } = await server.call.refused('signInWithWechat', { body });
      expect([status, code]).toEqual([400, 'invalid-request']);
    },
  );
});

describe('staff sign in with a password', () => {
  const tryToSignIn = (username: string, password: string) =>
    server.call.refused('signInStaff', { body: { username, password } });

  beforeEach(() => server.app.identity.setPassword('editor', demoPassword));

  test('the right password gives a session that says who they are', async () => {
    const { body } = await server.call('signInStaff', {
      body: { username: 'editor', password: demoPassword },
    });
    expect(body.person).toMatchObject({
      kind: 'staff',
      name: '施雨晴',
      roles: ['editor'],
      department: { name: '司法所' },
    });
  });

  test('a wrong password and an unknown name get the same answer', async () => {
    const wrong = await tryToSignIn('editor', 'wrong');
    const unknown = await tryToSignIn('nobody-at-all', 'wrong');
    expect([wrong.status, wrong.code]).toEqual([401, 'credentials-wrong']);
    expect([unknown.status, unknown.code]).toEqual([401, 'credentials-wrong']);
    expect(unknown.body.error.message).toBe(wrong.body.error.message);
  });

  test.each(['supervisor', 'no-such-name'])(
    'five wrong tries lock %s for fifteen minutes, also for the right password',
    async (username) => {
      if (username === 'supervisor') await server.app.identity.setPassword(username, demoPassword);
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await tryToSignIn(username, 'wrong')).status).toBe(401);
      const locked = await tryToSignIn(username, demoPassword);
      expect([locked.status, locked.code]).toEqual([423, 'account-locked']);
      server.clock.advance(15 * minuteMs);
      const after = await tryToSignIn(username, 'wrong');
      expect(after.status).toBe(401);
    },
  );

  test('of many guesses at once no more than five are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryToSignIn('guess-me', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 423)).toHaveLength(15);
  });

  test('a successful sign-in forgives the wrong tries before it', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await tryToSignIn('editor', 'wrong');
    await server.call('signInStaff', { body: { username: 'editor', password: demoPassword } });
    for (let attempt = 0; attempt < 4; attempt += 1)
      expect((await tryToSignIn('editor', 'wrong')).status).toBe(401);
    await server.call('signInStaff', { body: { username: 'editor', password: demoPassword } });
  });

  test('signing in and failing to are in the audit log, and its chain holds', async () => {
    await tryToSignIn('editor', 'wrong');
    await server.call('signInStaff', { body: { username: 'editor', password: demoPassword } });
    expect(await server.app.audit.firstBreak('identity')).toBeNull();
    const entries = await server.database.connection
      .collection('auditEntries')
      .find({ action: 'staff-sign-in' })
      .toArray();
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'refused']));
  });
});

describe('a session', () => {
  const begin = async () => (await server.call('signInWithWechat', { body: { code: 'demo-session' } })).body;
  const refresh = (refreshToken: string) => server.call('refreshSession', { body: { refreshToken } });
  const refreshRefused = (refreshToken: string) =>
    server.call.refused('refreshSession', { body: { refreshToken } });

  test('says who is signed in', async () => {
    const { accessToken, person } = await begin();
    expect((await server.call('whoAmI', { token: accessToken })).body).toEqual(person);
  });

  test('lives on through refreshes, while access tokens are short', async () => {
    const session = await begin();
    server.clock.advance(11 * minuteMs);
    expect((await server.call.refused('whoAmI', { token: session.accessToken })).code).toBe('session-ended');
    const next = (await refresh(session.refreshToken)).body;
    expect((await server.call('whoAmI', { token: next.accessToken })).body).toEqual(session.person);
  });

  test('ends for good when a refresh token is used a second time', async () => {
    const session = await begin();
    const next = (await refresh(session.refreshToken)).body;
    server.clock.advance(11 * secondMs);
    expect((await refreshRefused(session.refreshToken)).code).toBe('session-ended');
    expect((await refreshRefused(next.refreshToken)).code).toBe('session-ended');
    expect((await server.call.refused('whoAmI', { token: next.accessToken })).code).toBe('session-ended');
  });

  test('forgives a phone that lost the answer to its refresh and asks again at once', async () => {
    const session = await begin();
    const lost = (await refresh(session.refreshToken)).body;
    const again = (await refresh(session.refreshToken)).body;
    await refresh(again.refreshToken);
    expect((await server.call('whoAmI', { token: lost.accessToken })).status).toBe(200);
  });

  test('refreshed many times at once, it stays one session', async () => {
    const session = await begin();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(session.refreshToken)));
    const last = answers.at(-1)?.body;
    expect((await refresh(last?.refreshToken ?? '')).status).toBe(200);
  });

  test('is over at once when its owner signs out', async () => {
    const session = await begin();
    expect((await server.call('signOut', { token: session.accessToken })).status).toBe(204);
    expect((await server.call.refused('whoAmI', { token: session.accessToken })).code).toBe('session-ended');
    expect((await refreshRefused(session.refreshToken)).code).toBe('session-ended');
  });

  test.each(['garbage', 'a.b.c', ''])('is not to be had with the refresh token %j', async (token) => {
    expect((await refreshRefused(token)).status).toBe(token === '' ? 400 : 401);
  });

  test('is not to be had with an access token in place of a refresh token, or the other way round', async () => {
    const session = await begin();
    expect((await refreshRefused(session.accessToken)).code).toBe('session-ended');
    expect((await server.call.refused('whoAmI', { token: session.refreshToken })).code).toBe('session-ended');
  });
});

test('who is not signed in is told so', async () => {
  expect(await server.call.refused('whoAmI', {})).toMatchObject({ status: 401, code: 'not-signed-in' });
  expect(await server.call.refused('signOut', {})).toMatchObject({ status: 401, code: 'not-signed-in' });
  expect(await server.call.refused('whoAmI', { token: 'nonsense' })).toMatchObject({
    status: 401,
    code: 'session-ended',
  });
});
