import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { announce } from '../../platform/announce';
import { LiveRegion } from '.';

it('says what is announced while it is there', () => {
  render(<LiveRegion />);
  const region = screen.getByRole('status');
  act(() => announce('又打开了 20 条'));
  expect(region.textContent).toBe('又打开了 20 条');
});
