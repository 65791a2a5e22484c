import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SwitchRow } from '.';

it.each([
  [true, '开'],
  [false, '关'],
])('that is %s says so in a word, and is turned over by a press', (on, word) => {
  const onChange = vi.fn();
  render(<SwitchRow label="大字版" on={on} onChange={onChange} />);
  const row = screen.getByRole('switch', { checked: on });
  expect(row.textContent).toContain(word);
  fireEvent.click(row);
  expect(onChange).toHaveBeenCalledWith(!on);
});
