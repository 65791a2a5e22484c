import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { CallError, connectionError } from '../../platform/call-error';
import { FailedView, StateView } from '.';

it('reads out how things are and offers the ways on', () => {
  const onPress = vi.fn();
  render(<StateView kind="empty" title="还没有评价" actions={[{ label: '去评价', onPress }]} />);
  expect(screen.getByRole('status').textContent).toBe('还没有评价');
  fireEvent.click(screen.getByRole('button', { name: '去评价' }));
  expect(onPress).toHaveBeenCalledOnce();
});

it('tells a missing connection from a refusal, and offers to try again', () => {
  const onRetry = vi.fn();
  const { rerender } = render(<FailedView error={connectionError('offline')} onRetry={onRetry} />);
  screen.getByRole('heading', { name: '没有连上' });
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(onRetry).toHaveBeenCalledOnce();

  rerender(
    <FailedView
      error={new CallError('not-found', '没有找到您要的内容', { status: 404 })}
      onRetry={onRetry}
    />,
  );
  expect(screen.getByRole('alert').textContent).toContain('没有找到您要的内容');
});
