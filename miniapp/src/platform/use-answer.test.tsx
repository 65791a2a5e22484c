import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, connectionError } from './call-error';
import { setConnected } from './network';
import { createShelf } from './shelf';
import { useAnswer } from './use-answer';

const shelf = createShelf(() => 'test', { entriesMax: 5, ageMaxMs: 100_000 });
const keeping = { shelf, as: 'thing' };
const start = Date.parse('2026-11-23T12:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Questions that are answered when the test says so. */
function questions() {
  const open: { answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const ask = vi.fn(
    () => new Promise<string>((resolve, reject) => open.push({ answer: resolve, fail: reject })),
  );
  return { ask, open };
}

describe('an answer', () => {
  it('that arrives after a newer question is dropped', async () => {
    const waiting = new Map<string, (answer: string) => void>();
    const ask = (key: string) => () => new Promise<string>((resolve) => waiting.set(key, resolve));
    const { result, rerender } = renderHook(({ key }) => useAnswer(key, ask(key)), {
      initialProps: { key: 'slow' },
    });
    rerender({ key: 'quick' });

    waiting.get('quick')?.('the newer');
    await waitFor(() =>
      expect(result.current.answer).toEqual({ state: 'ready', value: 'the newer', dated: null }),
    );
    waiting.get('slow')?.('the older');
    await Promise.resolve();
    expect(result.current.answer).toMatchObject({ value: 'the newer' });
  });
});

describe('a page opened before', () => {
  beforeEach(() => {
    shelf.put('thing', 'of yesterday');
    vi.setSystemTime(start + 5000);
  });

  it('shows its last content with its age at once, and the newer one when it comes', async () => {
    const { ask, open } = questions();
    const { result } = renderHook(() => useAnswer('key', ask, keeping));
    expect(result.current.answer).toEqual({
      state: 'ready',
      value: 'of yesterday',
      dated: { at: start, error: null },
    });
    await act(async () => open[0]?.answer('of today'));
    expect(result.current.answer).toEqual({ state: 'ready', value: 'of today', dated: null });
    expect(shelf.get('thing')).toEqual({ value: 'of today', at: start + 5000 });
  });

  it('keeps showing it when nothing newer comes, and says why', async () => {
    const { ask, open } = questions();
    const { result } = renderHook(() => useAnswer('key', ask, keeping));
    await act(async () => open[0]?.fail(connectionError('offline')));
    expect(result.current.answer).toMatchObject({
      value: 'of yesterday',
      dated: { at: start, error: { code: 'offline' } },
    });
  });

  it('asks again by itself when the network is back', async () => {
    const { ask, open } = questions();
    const { result } = renderHook(() => useAnswer('key', ask, keeping));
    await act(async () => open[0]?.fail(connectionError('offline')));
    act(() => setConnected(false));
    act(() => setConnected(true));
    expect(result.current.answer).toMatchObject({ dated: { at: start, error: null } });
    await act(async () => open[1]?.answer('of today'));
    expect(result.current.answer).toMatchObject({ value: 'of today', dated: null });
  });

  it('does not show what the server now refuses, and forgets it', async () => {
    const { ask, open } = questions();
    const { result } = renderHook(() => useAnswer('key', ask, keeping));
    await act(async () => open[0]?.fail(new CallError('not-found', '没有找到', { status: 404 })));
    expect(result.current.answer).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
    expect(shelf.get('thing')).toBeNull();
  });
});

describe('an answer that is asked for again', () => {
  it('stays on the page meanwhile, and is dated when nothing newer comes', async () => {
    const { ask, open } = questions();
    const { result } = renderHook(() => useAnswer('key', ask));
    await act(async () => open[0]?.answer('the first'));
    vi.setSystemTime(start + 60_000);
    act(() => result.current.reload());
    expect(result.current.answer).toEqual({ state: 'ready', value: 'the first', dated: null });
    await act(async () => open[1]?.fail(connectionError('timeout')));
    expect(result.current.answer).toMatchObject({ dated: { at: start, error: { code: 'timeout' } } });
  });

  it('is not asked for when the network returns and all is well', async () => {
    const { ask, open } = questions();
    renderHook(() => useAnswer('key', ask));
    await act(async () => open[0]?.answer('the first'));
    act(() => setConnected(false));
    act(() => setConnected(true));
    expect(ask).toHaveBeenCalledOnce();
  });
});

it('keeps only the part that may lie on the device', async () => {
  const ask = async () => ({ comment: '排队太久', phone: '13812345678' });
  const part = ({ comment }: { comment: string; phone: string }) => ({ comment, phone: '' });
  const { result } = renderHook(() => useAnswer('key', ask, { ...keeping, part }));
  await waitFor(() => expect(result.current.answer).toMatchObject({ value: { phone: '13812345678' } }));
  expect(shelf.get('thing')?.value).toEqual({ comment: '排队太久', phone: '' });
});
