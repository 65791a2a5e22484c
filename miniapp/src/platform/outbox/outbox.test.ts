import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, connectionError } from '../call-error';
import type { Entry, Waiting } from './entry';
import {
  createOutbox,
  type Outbox,
  type OutboxNeeds,
  sentAgeMaxMs,
  unsentAgeMaxMs,
  unsentMax,
} from './outbox';

const start = Date.parse('2026-11-23T12:00:00.000Z');
const thanks = '/pages/thanks/index?id=1&followUp=answer';

/** A device: what lies on it outlives an outbox, as it outlives a closed app. */
let device: Map<string, string>;
let time: number;
let timers: { at: number; run: () => void }[];
let connected: boolean;
let visible: boolean;
const send = vi.fn<(entry: Waiting) => Promise<string>>();
const held = new Map<string, Promise<unknown>>();

beforeEach(() => {
  device = new Map();
  time = start;
  timers = [];
  connected = true;
  visible = true;
  send.mockReset().mockResolvedValue(thanks);
});

/** An outbox as the app makes one when it starts, or another window. */
function openOutbox(store: Partial<OutboxNeeds['store']> = {}): Outbox {
  return createOutbox({
    store: {
      list: () =>
        [...device.values()]
          .map((text): Entry => JSON.parse(text))
          .sort((one, other) => one.madeAt - other.madeAt),
      read: (key) => JSON.parse(device.get(key) ?? 'null'),
      write: (entry) => {
        device.set(entry.key, JSON.stringify(entry));
        return true;
      },
      remove: (key) => void device.delete(key),
      ...store,
    },
    send,
    // As the browser's locks: one after the other.
    exclusively<Result>(name: string, run: () => Promise<Result>) {
      const started = (held.get(name) ?? Promise.resolve()).then(run);
      held.set(
        name,
        started.catch(() => {}),
      );
      return started;
    },
    isConnected: () => connected,
    isVisible: () => visible,
    clock: {
      now: () => time,
      after(milliseconds, run) {
        const timer = { at: time + milliseconds, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      random: () => 0.5,
    },
  });
}

/** Lets the time of the next timer come. */
async function nextTimer(): Promise<void> {
  const [timer] = timers.splice(0, 1);
  if (!timer) throw new Error('no timer runs');
  time = timer.at;
  timer.run();
  await settled();
}

/** Everything that needs no more than promises has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function rating(name: string, more: Partial<Waiting> = {}): Waiting {
  const key = name.padEnd(24, '-');
  return {
    state: 'waiting',
    key,
    about: `r.${name}`,
    title: '居住证办理',
    madeAt: time,
    endpoint: 'submitRating',
    body: {
      scene: `r.${name}`,
      grade: 1,
      tags: [],
      comment: '跑了三次',
      anonymous: false,
      contact: { name: '王秀英', phone: '13812345678' },
      idempotencyKey: key,
    },
    notBefore: 0,
    ...more,
  };
}

const offline = connectionError('offline');
const sentKeys = () => send.mock.calls.map(([entry]) => entry.key);

describe('what is sent off with a network', () => {
  it('is sent at once and leaves nothing on the device', async () => {
    await expect(openOutbox().submit(rating('a'))).resolves.toEqual({ state: 'sent', leadsTo: thanks });
    expect(device.size).toBe(0);
  });

  it('lies on the device before it is sent, in case the app is closed meanwhile', async () => {
    const outbox = openOutbox();
    send.mockImplementation(async ({ key }) => {
      expect(device.has(key)).toBe(true);
      expect(outbox.entries(), 'the page that sends it tells of it').toEqual([]);
      return thanks;
    });
    await outbox.submit(rating('a'));
    expect(send).toHaveBeenCalledOnce();
  });

  it('goes back to the resident with the reason when it is refused', async () => {
    const refusal = new CallError('already-rated', '已经评价过了', { status: 409 });
    send.mockRejectedValue(refusal);
    await expect(openOutbox().submit(rating('a'))).resolves.toEqual({ state: 'refused', error: refusal });
    expect(device.size).toBe(0);
  });
});

it('what the counter does not take for some minutes is told at once, and left to the resident', async () => {
  const refusal = new CallError('rated-recently', '您刚评价过这个窗口', { status: 409 });
  send.mockRejectedValue(refusal);
  const outbox = openOutbox();
  await expect(outbox.submit(rating('a'))).resolves.toEqual({ state: 'refused', error: refusal });
  expect(device.size).toBe(0);
});

describe('what cannot be sent now', () => {
  it.each([
    ['without a network', offline],
    ['when nothing comes in time', connectionError('timeout')],
    ['when the server is away', new CallError('unavailable', '系统正在恢复', { status: 503 })],
    ['when the server is too busy', new CallError('too-many-requests', '操作太频繁', { status: 429 })],
  ])('%s is kept', async (_when, error) => {
    send.mockRejectedValue(error);
    const outbox = openOutbox();
    await expect(outbox.submit(rating('a'))).resolves.toMatchObject({ state: 'kept' });
    expect(outbox.entries()).toMatchObject([{ state: 'waiting', title: '居住证办理' }]);
  });

  it('is not even tried when the device knows that it has no network', async () => {
    connected = false;
    await expect(openOutbox().submit(rating('a'))).resolves.toMatchObject({ state: 'kept' });
    expect(send).not.toHaveBeenCalled();
  });

  it('is sent once, as it was, when the app starts anew', async () => {
    send.mockRejectedValueOnce(offline);
    const entry = rating('a');
    await openOutbox().submit(entry);
    const restarted = openOutbox();
    await Promise.all([restarted.wake(), restarted.wake()]);
    expect(send.mock.calls).toEqual([[entry], [entry]]);
    await restarted.wake();
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('tells when it has been sent, and has kept neither words nor number', async () => {
    send.mockRejectedValueOnce(offline);
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    await outbox.wake();
    expect(outbox.entries()).toMatchObject([{ state: 'sent', leadsTo: thanks }]);
    expect([...device.values()].join()).not.toMatch(/13812345678|王秀英|跑了三次/);
  });

  it('is tried again by itself, ever more rarely, and at last not without a reason to hope', async () => {
    send.mockRejectedValue(offline);
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    const pauses: number[] = [];
    while (timers.length > 0) {
      const before = time;
      await nextTimer();
      pauses.push((time - before) / 1000);
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300]);
    await outbox.wake();
    expect(timers).toHaveLength(1);
  });

  it('is not tried while the app is out of sight', async () => {
    send.mockRejectedValueOnce(offline);
    await openOutbox().submit(rating('a'));
    visible = false;
    await nextTimer();
    expect(send).toHaveBeenCalledOnce();
  });

  it('waits as long as the server asks, but never for hours', async () => {
    send.mockRejectedValueOnce(
      new CallError('unavailable', '系统正在恢复', { status: 503, retryAfterMs: 60_000 }),
    );
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    await outbox.wake();
    expect(send).toHaveBeenCalledOnce();
    send.mockRejectedValueOnce(
      new CallError('unavailable', '系统正在恢复', { status: 503, retryAfterMs: 86_400_000 }),
    );
    await nextTimer();
    expect(time).toBe(start + 60_000);
    await nextTimer();
    expect(time).toBe(start + 60_000 + 15 * 60_000);
    expect(outbox.entries()).toMatchObject([{ state: 'sent' }]);
  });

  it('waits until the counter can be rated again', async () => {
    send.mockRejectedValueOnce(offline).mockRejectedValueOnce(
      new CallError('rated-recently', '您刚评价过这个窗口', {
        status: 409,
        details: { againAt: new Date(start + 8 * 60_000).toISOString() },
      }),
    );
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    await outbox.wake();
    await nextTimer();
    expect(time).toBe(start + 8 * 60_000);
    expect(outbox.entries()).toMatchObject([{ state: 'sent' }]);
  });

  it('does not hold up what can be sent', async () => {
    connected = false;
    const outbox = openOutbox();
    for (const name of ['a', 'b']) await outbox.submit(rating(name));
    send.mockRejectedValueOnce(new CallError('internal', '系统出了点问题', { status: 500 }));
    await outbox.wake();
    expect(outbox.entries()).toMatchObject([{ state: 'waiting' }, { state: 'sent' }]);
  });

  it('is not all tried in turn when the first finds no network', async () => {
    connected = false;
    const outbox = openOutbox();
    for (const name of ['a', 'b', 'c']) await outbox.submit(rating(name));
    send.mockRejectedValue(offline);
    await outbox.wake();
    expect(send).toHaveBeenCalledOnce();
  });
});

describe('two windows', () => {
  it('that wake together send it once', async () => {
    connected = false;
    await openOutbox().submit(rating('a'));
    await Promise.all([openOutbox().wake(), openOutbox().wake()]);
    expect(send).toHaveBeenCalledOnce();
  });

  it('in which the same form is sent off send it one after the other, under the same key', async () => {
    const outcomes = await Promise.all([openOutbox().submit(rating('a')), openOutbox().submit(rating('a'))]);
    expect(outcomes).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
    expect(new Set(sentKeys()).size).toBe(1);
    expect(device.size).toBe(0);
  });
});

describe('what is refused in the end', () => {
  it('stays with its reason until the resident takes it out', async () => {
    send
      .mockRejectedValueOnce(offline)
      .mockRejectedValueOnce(new CallError('scan-code-expired', '评价期已过', { status: 410 }));
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    await outbox.wake();
    await outbox.wake();
    expect(send).toHaveBeenCalledTimes(2);
    const [entry] = outbox.entries();
    expect(entry).toMatchObject({ state: 'refused', reason: '评价期已过', body: { comment: '跑了三次' } });
    if (entry) await expect(outbox.takeOut(entry)).resolves.toBe(true);
    expect(device.size).toBe(0);
  });

  it('is also what nobody could send for as long as it can be rated', async () => {
    connected = false;
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    time += unsentAgeMaxMs + 1;
    await outbox.wake();
    expect(send).not.toHaveBeenCalled();
    expect(outbox.entries()).toMatchObject([
      { state: 'refused', reason: '存了 30 天还没有发出去，已过评价期' },
    ]);
  });
});

describe('taking out', () => {
  it('waits for what is being sent, and says so when it was sent', async () => {
    connected = false;
    const outbox = openOutbox();
    await outbox.submit(rating('a'));
    const [entry] = outbox.entries();
    let answer = (_: string) => {};
    send.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const waking = outbox.wake();
    const takingOut = entry && outbox.takeOut(entry);
    await settled();
    answer(thanks);
    await waking;
    await expect(takingOut).resolves.toBe(false);
    expect(outbox.entries()).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a full outbox', () => {
  const fill = async (outbox: Outbox) => {
    connected = false;
    for (let count = 0; count < unsentMax; count += 1) await outbox.submit(rating(`n${count}`));
    connected = true;
  };

  it('keeps no more, says so, and leaves it where it was typed', async () => {
    const outbox = openOutbox();
    await fill(outbox);
    send.mockRejectedValue(offline);
    const outcome = await outbox.submit(rating('more'));
    expect(outcome).toMatchObject({
      state: 'refused',
      error: { message: expect.stringContaining('已有 20 份内容等着发送') },
    });
    expect(outbox.entries()).toHaveLength(unsentMax);
  });

  it('still sends what can be sent at once', async () => {
    const outbox = openOutbox();
    await fill(outbox);
    await expect(outbox.submit(rating('more'))).resolves.toMatchObject({ state: 'sent' });
    expect(sentKeys()).toEqual([rating('more').key]);
  });
});

it('says so when the device keeps nothing', async () => {
  send.mockRejectedValue(offline);
  const outbox = openOutbox({ write: () => false });
  await expect(outbox.submit(rating('a'))).resolves.toMatchObject({
    state: 'refused',
    error: { message: expect.stringContaining('存不下') },
  });
});

it('the news that something was sent goes by itself after some days', async () => {
  connected = false;
  const outbox = openOutbox();
  await outbox.submit(rating('a'));
  await outbox.wake();
  time += sentAgeMaxMs + 1;
  await outbox.wake();
  expect(outbox.entries()).toEqual([]);
});

it('leaves nothing behind when the device is emptied while something is on its way', async () => {
  connected = false;
  const outbox = openOutbox();
  await outbox.submit(rating('a'));
  connected = true;
  send.mockImplementation(async () => {
    device.clear();
    outbox.emptied();
    return thanks;
  });
  await outbox.wake();
  expect(device.size).toBe(0);
  expect(outbox.entries()).toEqual([]);
});

it('tells its listeners of every change, and gives the same list in between', async () => {
  connected = false;
  const outbox = openOutbox();
  const listener = vi.fn();
  const stop = outbox.subscribe(listener);
  expect(outbox.entries()).toBe(outbox.entries());
  await outbox.submit(rating('a'));
  expect(listener).toHaveBeenCalled();
  stop();
  listener.mockClear();
  await outbox.wake();
  expect(listener).not.toHaveBeenCalled();
});
