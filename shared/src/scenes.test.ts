import { expect, test } from 'vitest';
import { formatScene, parseScene, sceneMaxLength } from './scenes.ts';

test('a scene that was written reads back as it was', () => {
  for (const scene of [
    { kind: 'counter', code: 'A01' },
    { kind: 'service-record', token: 'Ab-_9zAb-_9zAb-_9zAb-_' },
    { kind: 'station', code: 'gumei-1' },
    { kind: 'article', id: 'a'.repeat(24) },
  ] as const) {
    expect(parseScene(formatScene(scene))).toEqual(scene);
  }
});

test('a counter code is read in small letters too, a token is not changed', () => {
  expect(parseScene('c.a01')).toEqual({ kind: 'counter', code: 'A01' });
  expect(parseScene('r.aB1')).toEqual({ kind: 'service-record', token: 'aB1' });
});

test('a scene is read as WeChat hands it over, URL-encoded', () => {
  expect(parseScene(encodeURIComponent('c.A01'))).toEqual({ kind: 'counter', code: 'A01' });
});

test.each([
  '',
  'c.',
  'A01',
  'x.A01',
  'c.A 1',
  'c.A01\n..',
  '%',
  'c.%00',
  'c.<b>',
  `r.${'a'.repeat(sceneMaxLength)}`,
])('%j is no scene', (text) => {
  expect(parseScene(text)).toBeNull();
});
