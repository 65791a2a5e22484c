import type { EndpointId } from '@linli/shared/api/routes.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { expect } from 'vitest';
import type { Clock } from '../platform/clock.ts';
import type { ApiCall } from './api-call.ts';
import { signedCall } from './partner.ts';

/** A counter's code is printed, revoked and changed, and a screen shows one. Answers what the screen called. */
export async function walkCodes(url: string, call: ApiCall, admin: string): Promise<EndpointId[]> {
  const { items } = (await call('listCodes', { token: admin })).body;
  const [{ id, scanCode } = { id: '', scanCode: null }] = items.filter(({ code }) => code === 'A05');
  await call.raw('printCodes', { token: admin, query: { kind: 'counter', format: 'plate', id } });
  const articles = (await call('listCodes', { token: admin, query: { kind: 'article' } })).body.items;
  await call('countCodeScan', { body: { scene: articles[0]?.scene ?? '' } });
  const change = { token: admin, params: { id }, body: { scanCode: scanCode ?? '' } };
  await call('revokeCounterCode', change);
  await call('changeCounterCode', change);
  const added = await call('addScreen', {
    token: admin,
    body: { counter: id, name: '小屏', idempotencyKey: 'index-test-screen' },
  });
  const headers = { authorization: `Device ${added.body.token}` };
  const shown = await fetch(`${url}/api/v1/screen`, { headers });
  const { scene } = (await shown.json()) as AnswerOf<'getScreen'>;
  const picture = await fetch(`${url}/api/v1/screen/code?scene=${scene}`, { headers });
  expect([shown.status, picture.status]).toEqual([200, 200]);
  await call('listScreens', { token: admin });
  await call('revokeScreen', { token: admin, params: { id: added.body.id } });
  return ['getScreen', 'getScreenCode'];
}

/** Another system is let in, makes each of its calls, and is let in no longer. Answers which calls those were. */
export async function walkOpenInterface(
  server: { url: string; clock: Clock },
  call: ApiCall,
  admin: string,
): Promise<EndpointId[]> {
  const added = await call('addPartner', {
    token: admin,
    body: { name: '受理系统', unit: 'gumei', idempotencyKey: 'index-test-partner' },
  });
  const send = (method: 'GET' | 'POST', path: string, body?: unknown) =>
    signedCall(server, added.body, method, path, body);
  const service = { counter: 'A02', serviceItem: 'birth-registration', staff: 'clerk.qian' };
  const servedAt = server.clock.now().toISOString();
  const answers = [
    // Twice: the second finds the first.
    await send('POST', '/open/v1/service-records', { ...service, projectNo: 'index-1', servedAt }),
    await send('POST', '/open/v1/service-records', { ...service, projectNo: 'index-1', servedAt }),
    await send('POST', '/open/v1/monthly-figures', {
      month: '2026-10',
      rows: [{ counter: 'A02', records: 1, ratings: [] }],
    }),
    await send('GET', '/open/v1/ratings?limit=1'),
  ];
  expect(answers.map(({ code }) => code)).toEqual([undefined, undefined, undefined, undefined]);
  await call('listPartners', { token: admin });
  await call('revokePartner', { token: admin, params: { id: added.body.id } });
  return ['createServiceRecord', 'importMonthlyFigures', 'exportRatings'];
}
