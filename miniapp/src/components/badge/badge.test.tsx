import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Badge } from '.';

it.each(['waiting', 'active', 'done', 'late'] as const)(
  'says in words and with a mark that something is %s',
  (tone) => {
    const { container } = render(<Badge tone={tone}>待接单</Badge>);
    screen.getByText('待接单');
    expect(container.querySelector('.icon')?.getAttribute('aria-hidden')).toBe('true');
  },
);

it('has a mark of its own for each meaning', () => {
  const { container } = render(
    <>
      <Badge tone="waiting">一</Badge>
      <Badge tone="active">二</Badge>
      <Badge tone="done">三</Badge>
      <Badge tone="late">四</Badge>
    </>,
  );
  const marks = [...container.querySelectorAll('.icon')].map((icon) => icon.className);
  expect(new Set(marks).size).toBe(4);
});
