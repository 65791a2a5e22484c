import { expect, test } from 'vitest';
import { createRateLimits } from './rate-limits.ts';

const resident = (id: string) => ({ kind: 'resident', id, sessionId: '' }) as const;

test('a resident who submits without end is asked to wait, and others behind the same address are not', async () => {
  const count = createRateLimits();
  for (let call = 0; call < 60; call += 1) await count('submitRating', resident('one'), '10.0.0.1');
  await expect(count('submitRating', resident('one'), '10.0.0.1')).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfterSeconds: expect.any(Number),
  });
  await expect(count('submitRating', resident('two'), '10.0.0.1')).resolves.toBeUndefined();
});

test('guessing passwords from one address is slowed down, whatever the name', async () => {
  const count = createRateLimits();
  for (let call = 0; call < 60; call += 1) await count('signInStaff', null, '10.0.0.1');
  await expect(count('signInStaff', null, '10.0.0.1')).rejects.toMatchObject({ code: 'too-many-requests' });
});
