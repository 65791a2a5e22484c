import { reasonTags } from '@linli/shared/reason-tags.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { TagPicker } from '.';

it('offers the reasons of a grade, with the chosen ones ticked', () => {
  render(<TagPicker label="原因" tags={reasonTags[1]} value={['115']} onToggle={vi.fn()} />);
  expect(screen.getAllByRole('checkbox')).toHaveLength(8);
  expect(screen.getByRole('checkbox', { checked: true }).textContent).toBe('服务态度差效率低');
});

it('names the tag that was pressed', () => {
  const onToggle = vi.fn();
  render(<TagPicker label="原因" tags={reasonTags[1]} value={[]} onToggle={onToggle} />);
  fireEvent.click(screen.getByRole('checkbox', { name: '多头跑窗口和部门' }));
  expect(onToggle.mock.calls).toEqual([['113']]);
});
