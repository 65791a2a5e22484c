import { describe, expect, it } from 'vitest';
import { pageOfScene, sceneOfCounterCode, sceneOfScan } from './scene-of-scan';

describe('the scene of a scan', () => {
  it.each([
    ['the scene itself', 'c.A01'],
    ['the scene in small letters', 'c.a01'],
    ['a mini-program path', 'pages/rate/index?scene=c.A01'],
    ['a path with an encoded scene', 'pages/rate/index?scene=c%2EA01'],
    ['a path with a scene encoded twice', 'pages/rate/index?scene=c%252EA01'],
    ['a web link', 'http://localhost:3000/#/pages/rate/index?scene=c.A01'],
    ['a short web link', 'https://linli.example/?scene=c.A01&from=poster'],
  ])('is read out of %s', (_, text) => {
    expect(sceneOfScan(text)).toBe('c.A01');
  });

  it('keeps the letters of a service record code as they are', () => {
    expect(sceneOfScan('r.aBc_9')).toBe('r.aBc_9');
  });

  it('leaves foreign text for the server to refuse', () => {
    expect(sceneOfScan(' https://example.com/pay ')).toBe('https://example.com/pay');
    expect(sceneOfScan('100%')).toBe('100%');
  });
});

describe('the page of a scene', () => {
  it.each([
    ['a counter', 'c.A01', '/pages/rate/index?scene=c.A01'],
    ['a service', 'r.aBc_9', '/pages/rate/index?scene=r.aBc_9'],
    ['an article', `a.${'5'.repeat(24)}`, `/law/article/index?scene=a.${'5'.repeat(24)}`],
    ['a station', 's.gumei', '/appointments/matter/index?scene=s.gumei'],
    ['foreign text', 'https://example.com', '/pages/rate/index?scene=https%3A%2F%2Fexample.com'],
  ])('is, for %s, where it can be used', (_, scene, page) => {
    expect(pageOfScene(scene)).toBe(page);
  });
});

describe('the scene of a typed counter code', () => {
  it('takes the code in any case and with spaces', () => {
    expect(sceneOfCounterCode(' a 01 ')).toBe('c.A01');
  });

  it('is none for what cannot be a code', () => {
    expect(sceneOfCounterCode('')).toBeNull();
    expect(sceneOfCounterCode('一号')).toBeNull();
  });
});
