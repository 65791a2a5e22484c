import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { TextControl } from '.';

it('is named, takes what is typed, and confirms with Enter', () => {
  const onChange = vi.fn();
  const onConfirm = vi.fn();
  render(<TextControl label="窗口编号" value="" maxLength={30} onChange={onChange} onConfirm={onConfirm} />);
  const control = screen.getByRole('textbox', { name: '窗口编号' });
  fireEvent.change(control, { target: { value: 'A01' } });
  expect(onChange).toHaveBeenCalledWith('A01');
  fireEvent.keyDown(control, { key: 'Enter' });
  expect(onConfirm).toHaveBeenCalledOnce();
});

it('takes no Enter that only ends a word of an input method', () => {
  const onConfirm = vi.fn();
  render(<TextControl label="姓名" value="" maxLength={30} onChange={vi.fn()} onConfirm={onConfirm} />);
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', isComposing: true });
  expect(onConfirm).not.toHaveBeenCalled();
});

it('says when what was typed is wrong', () => {
  render(<TextControl label="电话" value="138" maxLength={13} invalid onChange={vi.fn()} />);
  expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
});
