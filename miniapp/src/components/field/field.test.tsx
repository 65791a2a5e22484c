import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Field } from '.';

it('is found by its label and hands on what is typed', () => {
  const onChange = vi.fn();
  render(<Field label="姓名" value="" maxLength={30} onChange={onChange} />);
  fireEvent.change(screen.getByRole('textbox', { name: '姓名' }), { target: { value: '王秀英' } });
  expect(onChange).toHaveBeenCalledWith('王秀英');
});

it('says what is wrong with it', () => {
  render(<Field label="姓名" value="" maxLength={30} error="请填写姓名" onChange={vi.fn()} />);
  expect(screen.getByRole('alert').textContent).toBe('请填写姓名');
  expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
});

it('counts what is written in a long text', () => {
  render(<Field kind="area" label="留言" value="很好" maxLength={500} counted onChange={vi.fn()} />);
  screen.getByText('已写 2 字，最多 500 字');
});

it('is confirmed with Enter, but not while Chinese is being composed', () => {
  const onConfirm = vi.fn();
  render(<Field label="账号" value="" maxLength={64} onChange={vi.fn()} onConfirm={onConfirm} />);
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', isComposing: true });
  expect(onConfirm).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
  expect(onConfirm).toHaveBeenCalledOnce();
});
