import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Skeleton } from '.';

it('says that the page is being opened', () => {
  render(<Skeleton />);
  expect(screen.getByRole('status').getAttribute('aria-label')).toBe('正在打开');
});
