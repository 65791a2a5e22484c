import { expect, test } from 'vitest';
import { createVault } from './vault.ts';

const vault = createVault(Buffer.alloc(32, 1));

test('what was sealed opens again, and no two seals of one text are alike', () => {
  const first = vault.seal('contact.phone', '13800001234');
  const second = vault.seal('contact.phone', '13800001234');
  expect(first).not.toBe(second);
  expect(first).not.toContain('13800001234');
  expect(vault.open('contact.phone', first)).toBe('13800001234');
  expect(vault.open('contact.phone', second)).toBe('13800001234');
});

test('a value that was changed does not open', () => {
  const sealed = vault.seal('contact.name', '王秀兰');
  const middle = Math.floor(sealed.length / 2);
  const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
  expect(() => vault.open('contact.name', changed)).toThrow();
});

test('a value sealed for one field does not open as another, nor with another key', () => {
  const sealed = vault.seal('contact.name', '王秀兰');
  expect(() => vault.open('contact.phone', sealed)).toThrow();
  expect(() => createVault(Buffer.alloc(32, 2)).open('contact.name', sealed)).toThrow();
});

test('a digest is the same each time, and another one for another field or key', () => {
  const digest = vault.digest('openid', 'o123');
  expect(vault.digest('openid', 'o123')).toBe(digest);
  expect(vault.digest('username', 'o123')).not.toBe(digest);
  expect(createVault(Buffer.alloc(32, 2)).digest('openid', 'o123')).not.toBe(digest);
});
