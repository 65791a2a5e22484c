import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Illustration, illustrationNames } from '.';

const here = import.meta.dirname;

it.each(illustrationNames)('has a drawing of %s', (name) => {
  expect(existsSync(path.join(here, `${name}.svg`))).toBe(true);
  expect(readFileSync(path.join(here, 'index.scss'), 'utf8')).toContain(`url("./${name}.svg")`);
});

it('is not read out', () => {
  const { container } = render(<Illustration name="empty" />);
  expect(container.querySelector('.illustration')?.getAttribute('aria-hidden')).toBe('true');
});
