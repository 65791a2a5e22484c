import { describe, expect, it } from 'vitest';
import { ok, refused, sentRequests, serve, sessionNamed } from '../../test/server';
import { signedInStaff, signInStaff, signOutStaff } from './session';
import { readStored, writeStored } from './storage';

const shen = { kind: 'staff', id: 'b'.repeat(24), name: '沈佩文', roles: ['handler'] };

describe('a staff session', () => {
  it('is kept on the device after signing in', async () => {
    serve({ 'POST /api/v1/auth/staff': () => ok(sessionNamed('staff', shen)) });
    await signInStaff('handler', 'linli-demo');
    expect(signedInStaff()).toMatchObject({ name: '沈佩文' });
  });

  it('leaves the resident on the same device signed in', async () => {
    writeStored('session.resident', sessionNamed('resident'));
    serve({ 'POST /api/v1/auth/staff': () => ok(sessionNamed('staff', shen)) });
    await signInStaff('handler', 'linli-demo');
    await signOutStaff();
    expect(readStored('session.resident')).toEqual(sessionNamed('resident'));
  });

  it('does not begin with wrong credentials', async () => {
    serve({ 'POST /api/v1/auth/staff': () => refused(401, 'credentials-wrong', '账号或密码不正确') });
    await expect(signInStaff('handler', 'x')).rejects.toMatchObject({ code: 'credentials-wrong' });
    expect(signedInStaff()).toBeNull();
  });

  it('ends on this device and on the server', async () => {
    writeStored('session.staff', sessionNamed('staff', shen));
    serve({ 'POST /api/v1/auth/sign-out': () => ({ statusCode: 204, data: null }) });
    await signOutStaff();
    expect(signedInStaff()).toBeNull();
    expect(sentRequests()).toEqual(['POST /api/v1/auth/sign-out']);
  });

  it('ends on this device even when the server cannot be reached', async () => {
    writeStored('session.staff', sessionNamed('staff', shen));
    serve({});
    await signOutStaff();
    expect(signedInStaff()).toBeNull();
  });
});
