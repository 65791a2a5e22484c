import { readFileSync } from 'node:fs';
import path from 'node:path';
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Icon, iconNames } from '.';

const styles = readFileSync(path.join(import.meta.dirname, 'index.scss'), 'utf8');

it.each(iconNames)('has a drawing of %s', (name) => {
  expect(styles).toMatch(new RegExp(`^ {2}${name}: "M`, 'm'));
});

it('is not read out', () => {
  const { container } = render(<Icon name="home" />);
  expect(container.querySelector('.icon')?.getAttribute('aria-hidden')).toBe('true');
});
