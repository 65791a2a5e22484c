import { expect, test } from 'vitest';
import { maskName, maskPhone } from './masking.ts';

test.each([
  ['王秀兰', '王**'],
  ['李明', '李*'],
  ['王', '王*'],
  ['欧阳正华', '欧***'],
])('the name %s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['13812345678', '138****5678'],
  ['021-64120000', '021****0000'],
])('the number %s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});
