import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Notice } from '.';

it('interrupts with an error, and waits its turn with other news', () => {
  render(
    <>
      <Notice tone="error" text="没有发出去" />
      <Notice tone="info" text="已经保存" />
    </>,
  );
  expect(screen.getByRole('alert').textContent).toBe('没有发出去');
  expect(screen.getByRole('status').textContent).toBe('已经保存');
});
