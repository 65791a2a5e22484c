import { act, renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { connectionError } from './call-error';
import { leaving, useAction } from './use-action';

/** An action that ends when the test says so. */
function slowAction() {
  const ends: { done: (value?: unknown) => void; fail: (error: Error) => void }[] = [];
  const run = vi.fn(() => new Promise((resolve, reject) => ends.push({ done: resolve, fail: reject })));
  return { run, ends };
}

describe('an action', () => {
  it('started twice in the same tick runs once', async () => {
    const { run, ends } = slowAction();
    const { result } = renderHook(() => useAction(run));
    let answers: Promise<boolean>[] = [];
    act(() => {
      answers = [result.current.start(), result.current.start()];
    });
    expect(result.current.busy).toBe(true);
    await act(async () => ends[0]?.done());
    expect(await Promise.all(answers)).toEqual([true, false]);
    expect(run).toHaveBeenCalledOnce();
  });

  it('can be started again when it has ended, well or not', async () => {
    const { run, ends } = slowAction();
    const { result } = renderHook(() => useAction(run));
    act(() => void result.current.start());
    await act(async () => ends[0]?.fail(connectionError('offline')));
    expect(result.current).toMatchObject({ busy: false, error: { code: 'offline' } });
    act(() => void result.current.start());
    expect(result.current).toMatchObject({ busy: true, error: null });
    await act(async () => ends[1]?.done());
    act(() => void result.current.start());
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('that leaves the page is not started again on it', async () => {
    const { run, ends } = slowAction();
    const { result } = renderHook(() => useAction(run));
    act(() => void result.current.start());
    await act(async () => ends[0]?.done(leaving));
    act(() => void result.current.start());
    expect(run).toHaveBeenCalledOnce();
  });
});
