import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Tabs } from '.';

it('shows which view is chosen and changes to another', () => {
  const onChange = vi.fn();
  const options = [
    { value: 'mine', label: '我的工单' },
    { value: 'team', label: '本组工单' },
  ] as const;
  render(<Tabs label="看谁的工单" options={options} value="mine" onChange={onChange} />);
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('我的工单');
  fireEvent.click(screen.getByRole('tab', { name: '本组工单' }));
  expect(onChange).toHaveBeenCalledWith('team');
});
