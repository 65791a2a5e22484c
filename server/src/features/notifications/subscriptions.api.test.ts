import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
  token = await server.residentToken('wang');
});
afterAll(() => server.stop());

const id = 'a'.repeat(24);
const offered = async (
  by = token,
  about: { kind: 'rating' | 'appointment'; id: string } = { kind: 'rating', id },
) => (await server.call('getSubscriptionOffer', { token: by, query: about })).body.templates;
const answer = (accepted: boolean) =>
  server.call('answerSubscription', {
    token,
    body: { kind: 'rating', id, answers: [{ template: 'case-progress', accepted }] },
  });

test('a resident is asked once for each subject, whatever they answer and however often', async () => {
  expect(await offered()).toEqual([{ template: 'case-progress', id: 'case-progress' }]);
  await Promise.all([answer(false), answer(true), answer(false)]);
  expect(await offered()).toEqual([]);
  expect(await server.database.connection.collection('subscriptionAnswers').countDocuments()).toBe(1);
});

test('about something else, and somebody else, there is a question of its own', async () => {
  await answer(true);
  expect(await offered(token, { kind: 'rating', id: 'b'.repeat(24) })).toHaveLength(1);
  expect(await offered(token, { kind: 'appointment', id })).toHaveLength(1);
  expect(await offered(await server.residentToken('li'))).toHaveLength(1);
});

test('where the account has chosen no template, nobody is asked', async () => {
  const bare = await startTestServer({ messages: { templates: {}, robotUrl: undefined } });
  const query = { kind: 'rating', id } as const;
  const { body } = await bare.call('getSubscriptionOffer', {
    token: await bare.residentToken('wang'),
    query,
  });
  expect(body.templates).toEqual([]);
  await bare.stop();
});

test('closing the account forgets what one was told and asked', async () => {
  const leaver = await server.residentToken('leaver');
  const answers = [{ template: 'case-progress', accepted: true }] as const;
  await server.call('answerSubscription', {
    token: leaver,
    body: { kind: 'rating', id, answers: [...answers] },
  });
  const count = () => server.database.connection.collection('subscriptionAnswers').countDocuments();
  const before = await count();
  await server.call('closeAccount', { token: leaver, body: { eraseComments: false } });
  expect(await count()).toBe(before - 1);
});

test('it is for residents, and wants a subject', async () => {
  const query = { kind: 'rating', id } as const;
  expect((await server.call.refused('getSubscriptionOffer', { query })).code).toBe('not-signed-in');
  const staff = await server.staffToken('handler');
  expect((await server.call.refused('getSubscriptionOffer', { token: staff, query })).code).toBe(
    'not-allowed',
  );
  expect(
    (await server.call.refused('getSubscriptionOffer', { token, query: { kind: 'ticket', id } })).code,
  ).toBe('invalid-request');
  const body = { kind: 'rating', id, answers: [] };
  expect((await server.call.refused('answerSubscription', { token, body })).code).toBe('invalid-request');
  expect((await server.call.refused('answerSubscription', { body })).code).toBe('not-signed-in');
});
