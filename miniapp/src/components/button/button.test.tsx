import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Button } from '.';

it('is pressed by a click, Enter and Space', () => {
  const onPress = vi.fn();
  render(<Button label="提交评价" onPress={onPress} />);
  const button = screen.getByRole('button', { name: '提交评价' });
  fireEvent.click(button);
  fireEvent.keyDown(button, { key: 'Enter' });
  fireEvent.keyDown(button, { key: ' ' });
  fireEvent.keyDown(button, { key: 'a' });
  expect(onPress).toHaveBeenCalledTimes(3);
});

it('does nothing while busy, and says what it is busy with', () => {
  const onPress = vi.fn();
  render(<Button label="提交评价" busyLabel="正在提交…" onPress={onPress} />);
  const button = screen.getByRole('button', { name: '正在提交…' });
  fireEvent.click(button);
  fireEvent.keyDown(button, { key: 'Enter' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(onPress).not.toHaveBeenCalled();
});
