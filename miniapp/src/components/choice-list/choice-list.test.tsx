import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ChoiceList } from '.';

const options = [
  { value: 'yes', label: '属实' },
  { value: 'no', label: '误评' },
] as const;

it('presets nothing and takes one press', () => {
  const onChange = vi.fn();
  render(<ChoiceList label="调查结论" options={options} value={null} onChange={onChange} />);
  expect(screen.queryByRole('radio', { checked: true })).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: '误评' }));
  expect(onChange).toHaveBeenCalledWith('no');
});

it('says that a choice is missing', () => {
  render(<ChoiceList label="调查结论" options={options} value={null} error="请选一个" onChange={vi.fn()} />);
  expect(screen.getByRole('alert').textContent).toBe('请选一个');
});
