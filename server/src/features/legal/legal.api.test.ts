import { consentPurposes, purposeTexts } from '@linli/shared/consent.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoLegal } from '../../demo/legal.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('anyone reads who runs the app, both texts, and what each request for data is for', async () => {
  const { body } = await server.call('getLegal', {});
  expect(body).toEqual({
    ...demoLegal(),
    purposes: consentPurposes.map((id) => ({ id, ...purposeTexts[id] })),
  });
  for (const text of [body.privacyPolicy, body.serviceTerms]) {
    expect(text.sections.length).toBeGreaterThan(4);
    // Drawn as plain text: nothing is left to be filled in, and nothing is marked up.
    for (const { paragraphs } of text.sections)
      expect(paragraphs.join('')).not.toMatch(/undefined|null|\$\{|[<>*#]/);
  }
});

test('who has it already is told so', async () => {
  const url = `${server.url}/api/v1/legal`;
  const first = await fetch(url);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, max-age=3600');
  // fetch would add `no-cache`, as a reload does.
  const ask = (known: string) =>
    fetch(url, { headers: { 'if-none-match': known, 'cache-control': 'max-age=0' } });
  const again = await ask(etag);
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await ask('"another"')).status).toBe(200);
});

test('it takes no query', async () => {
  expect((await server.call.refused('getLegal', { query: { of: 'privacy' } })).code).toBe('invalid-request');
});
