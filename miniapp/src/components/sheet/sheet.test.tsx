import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Sheet } from '.';

it('is a dialog with a name, takes the focus, and closes by its button or Escape', () => {
  const onClose = vi.fn();
  render(
    <Sheet title="答复居民" onClose={onClose}>
      内容
    </Sheet>,
  );
  const dialog = screen.getByRole('dialog', { name: '答复居民' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
  fireEvent.keyDown(dialog, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledTimes(2);
});
