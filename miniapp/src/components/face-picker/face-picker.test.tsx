import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { FacePicker } from '.';

it('offers the five grades, of which none is preset', () => {
  render(<FacePicker label="满意程度" value={null} onChange={vi.fn()} />);
  screen.getByRole('radiogroup', { name: '满意程度' });
  const names = screen.getAllByRole('radio').map((face) => face.getAttribute('aria-label'));
  expect(names).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
  expect(screen.queryByRole('radio', { checked: true })).toBeNull();
});

it.each([
  [5, '非常满意'],
  [4, '满意'],
  [3, '基本满意'],
  [2, '不满意'],
  [1, '非常不满意'],
])('takes grade %i with one press', (grade, name) => {
  const onChange = vi.fn();
  render(<FacePicker label="满意程度" value={null} onChange={onChange} />);
  fireEvent.click(screen.getByRole('radio', { name }));
  expect(onChange.mock.calls).toEqual([[grade]]);
});

it('shows which grade is chosen', () => {
  render(<FacePicker label="满意程度" value={2} onChange={vi.fn()} />);
  expect(screen.getByRole('radio', { checked: true }).getAttribute('aria-label')).toBe('不满意');
});

it('is moved in with the arrow keys, round at the ends', () => {
  const onChange = vi.fn();
  render(<FacePicker label="满意程度" value={null} onChange={onChange} />);
  const [first, second, , , last] = screen.getAllByRole('radio');
  first?.focus();
  fireEvent.keyDown(first ?? window, { key: 'ArrowRight' });
  expect(document.activeElement).toBe(second);
  first?.focus();
  fireEvent.keyDown(first ?? window, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(last);
  expect(onChange.mock.calls).toEqual([[4], [1]]);
});

it('is one stop of the tab key: the chosen face, or the first', () => {
  const stops = () =>
    screen
      .getAllByRole('radio')
      .flatMap((face) => (face.tabIndex === 0 ? [face.getAttribute('aria-label')] : []));
  const { rerender } = render(<FacePicker label="满意程度" value={null} onChange={vi.fn()} />);
  expect(stops()).toEqual(['非常满意']);
  rerender(<FacePicker label="满意程度" value={2} onChange={vi.fn()} />);
  expect(stops()).toEqual(['不满意']);
});
