import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Button } from '../button';
import { Sheet } from '.';

function sheet(onClose = vi.fn()) {
  return (
    <Sheet title="答复居民" onClose={onClose}>
      <Button label="确认" onPress={vi.fn()} />
    </Sheet>
  );
}

it('is a dialog with a name, takes the focus, and closes by its button or Escape', () => {
  const onClose = vi.fn();
  render(sheet(onClose));
  const dialog = screen.getByRole('dialog', { name: '答复居民' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
  fireEvent.keyDown(dialog, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledTimes(2);
});

it('gives the focus back to where it was', () => {
  const opener = document.body.appendChild(document.createElement('button'));
  opener.focus();
  const { unmount } = render(sheet());
  expect(document.activeElement).not.toBe(opener);
  unmount();
  expect(document.activeElement).toBe(opener);
  opener.remove();
});

it('keeps the tab key inside', () => {
  render(sheet());
  const dialog = screen.getByRole('dialog');
  const close = screen.getByRole('button', { name: '关闭' });
  const confirm = screen.getByRole('button', { name: '确认' });
  fireEvent.keyDown(dialog, { key: 'Tab', shiftKey: true });
  expect(document.activeElement).toBe(confirm);
  fireEvent.keyDown(confirm, { key: 'Tab' });
  expect(document.activeElement).toBe(close);
  fireEvent.keyDown(close, { key: 'Tab', shiftKey: true });
  expect(document.activeElement).toBe(confirm);
});
