import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const lacking = [
  [Object, 'values'],
  [Object, 'entries'],
  [String.prototype, 'padStart'],
  [String.prototype, 'replaceAll'],
] as const;

describe('on a phone that lacks them', () => {
  const builtIn = lacking.map(([target, name]) => Object.getOwnPropertyDescriptor(target, name));

  beforeAll(async () => {
    for (const [target, name] of lacking) Reflect.deleteProperty(target, name);
    vi.resetModules();
    await vi.importActual('./old-phones');
  });
  afterAll(() => {
    for (const [index, [target, name]] of lacking.entries()) {
      Object.defineProperty(target, name, builtIn[index] ?? {});
    }
  });

  it('objects tell their values and entries', () => {
    expect(Object.values({ a: 1, b: '2' })).toEqual([1, '2']);
    expect(Object.entries({ a: 1, b: '2' })).toEqual([
      ['a', 1],
      ['b', '2'],
    ]);
  });

  it('texts are padded at the start', () => {
    expect('7'.padStart(3, '0')).toBe('007');
    expect('7'.padStart(6, 'ab')).toBe('ababa7');
    expect('1234'.padStart(3, '0')).toBe('1234');
  });

  it('texts and patterns are replaced wherever they stand', () => {
    expect('a+b+c'.replaceAll('+', ' ')).toBe('a b c');
    expect('a.b'.replaceAll('.', '$&$&')).toBe('a..b');
    expect("it's (so)".replaceAll(/[!'()*]/g, (found) => `%${found.charCodeAt(0)}`)).toBe('it%39s %40so%41');
  });
});
