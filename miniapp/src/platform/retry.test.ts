import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, connectionError } from './call-error';
import { setConnected } from './network';
import { withRetries } from './retry';
import { wait } from './wait';

const waited = vi.mocked(wait);
let time = 0;

beforeEach(() => {
  time = 0;
  waited.mockImplementation(async (milliseconds) => {
    time += milliseconds;
  });
});

const unavailable = (retryAfterMs?: number) =>
  new CallError('unavailable', '系统正在恢复', { status: 503, retryAfterMs });

/** Fails so often with this error, each time after so many milliseconds. */
function failing(times: number, error: Error, tookMs = 0) {
  let left = times;
  return vi.fn(async () => {
    time += tookMs;
    if (left === 0) return 'the answer';
    left -= 1;
    throw error;
  });
}

const retried = (send: () => Promise<string>, random = 0.5) =>
  withRetries(
    send,
    () => time,
    () => random,
  );

describe('a failed try', () => {
  it('is followed by at most two more, each after a longer wait', async () => {
    const send = failing(3, connectionError('offline'));
    await expect(retried(send)).rejects.toMatchObject({ code: 'offline' });
    expect(send).toHaveBeenCalledTimes(3);
    expect(waited.mock.calls).toEqual([[400], [1200]]);
  });

  it('is forgotten when a later one succeeds', async () => {
    await expect(retried(failing(2, connectionError('offline')))).resolves.toBe('the answer');
  });

  it('waits a random time, so that many phones do not come back together', async () => {
    await retried(failing(1, unavailable()), 0);
    await retried(failing(1, unavailable()), 1);
    expect(waited.mock.calls).toEqual([[200], [600]]);
  });

  it('waits as long as the server asks', async () => {
    await retried(failing(1, unavailable(2000)));
    expect(waited.mock.calls).toEqual([[2000]]);
  });

  it('is the last when the server asks for more patience than a person has', async () => {
    const send = failing(1, unavailable(30_000));
    await expect(retried(send)).rejects.toMatchObject({ code: 'unavailable' });
    expect(waited).not.toHaveBeenCalled();
  });

  it('is the last when it took so long that the person should decide', async () => {
    const send = failing(1, connectionError('timeout'), 10_000);
    await expect(retried(send)).rejects.toMatchObject({ code: 'timeout' });
    expect(send).toHaveBeenCalledOnce();
  });

  it('is the last when the device knows that it has no network', async () => {
    setConnected(false);
    const send = failing(1, connectionError('offline'));
    await expect(retried(send)).rejects.toMatchObject({ code: 'offline' });
    expect(send).toHaveBeenCalledOnce();
  });

  it.each([
    ['a refusal', new CallError('already-rated', '已经评价过了', { status: 409 })],
    ['a fault of the server', new CallError('internal', '系统出了点问题', { status: 500 })],
    ['a fault of ours', new TypeError('undefined is not a function')],
  ])('is the last after %s', async (_what, error) => {
    const send = failing(1, error);
    await expect(retried(send)).rejects.toBe(error);
    expect(send).toHaveBeenCalledOnce();
  });
});
