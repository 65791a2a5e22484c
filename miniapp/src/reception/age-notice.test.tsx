import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectionError } from '../platform/call-error';
import { AgeNotice } from './age-notice';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const fiveMinutesAgo = now - 5 * 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now });
});
afterEach(() => {
  vi.useRealTimers();
});

it('says nothing about what is of now', () => {
  const { container } = render(<AgeNotice dated={null} onRetry={() => {}} />);
  expect(container.textContent).toBe('');
});

it('says nothing while a newer answer may come at any moment, then how old this one is', () => {
  render(<AgeNotice dated={{ at: fiveMinutesAgo, error: null }} onRetry={() => {}} />);
  expect(screen.queryByRole('status')).toBeNull();
  act(() => {
    vi.advanceTimersByTime(1500);
  });
  expect(screen.getByRole('status').textContent).toBe('更新于 5 分钟前，正在取最新内容…');
});

it('says at once when nothing newer came, keeps counting, and offers to try again', () => {
  const onRetry = vi.fn();
  render(<AgeNotice dated={{ at: fiveMinutesAgo, error: connectionError('offline') }} onRetry={onRetry} />);
  expect(screen.getByRole('status').textContent).toBe('更新于 5 分钟前，网络不好，暂时没有更新的内容');
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(screen.getByRole('status').textContent).toContain('更新于 6 分钟前');
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(onRetry).toHaveBeenCalledOnce();
});
