import { describe, expect, it } from 'vitest';
import { isOneColumn, textScale } from './text-scale';

describe('text', () => {
  it.each([
    [1, 1],
    [1.4, 1.4],
    [1.8, 1.8],
    [5, 2],
  ])('in standard size grows with a font setting of %f by %f', (fontScale, scale) => {
    expect(textScale(false, fontScale)).toBe(scale);
  });

  it('in the elder mode grows only past its own size', () => {
    expect(textScale(true, 1)).toBe(1);
    expect(textScale(true, 1.4)).toBe(1);
    expect(textScale(true, 1.8) * 25).toBeCloseTo(1.8 * 17, 0);
  });

  it('is never smaller than its mode draws it', () => {
    expect(textScale(false, 0.8)).toBe(1);
  });
});

it('large text has things one below the other', () => {
  expect([isOneColumn(false, 1), isOneColumn(false, 1.4), isOneColumn(true, 1)]).toEqual([false, true, true]);
});
