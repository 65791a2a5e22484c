import { renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useAnswer } from './use-answer';

describe('an answer', () => {
  it('that arrives after a newer question is dropped', async () => {
    const waiting = new Map<string, (answer: string) => void>();
    const ask = (key: string) => () => new Promise<string>((resolve) => waiting.set(key, resolve));
    const { result, rerender } = renderHook(({ key }) => useAnswer(key, ask(key)), {
      initialProps: { key: 'slow' },
    });
    rerender({ key: 'quick' });

    waiting.get('quick')?.('the newer');
    await waitFor(() => expect(result.current.answer).toEqual({ state: 'ready', value: 'the newer' }));
    waiting.get('slow')?.('the older');
    await Promise.resolve();
    expect(result.current.answer).toEqual({ state: 'ready', value: 'the newer' });
  });
});
