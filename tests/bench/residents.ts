import { randomUUID } from 'node:crypto';
import { serve } from '@linli/server/demo/story.ts';
import type { TestServer } from '@linli/server/testing/index.ts';
import type { LoadRequest } from './load.ts';

/** Signed-in residents, taking turns. */
export interface Residents {
  /** Requests by one resident after the other. */
  round(request: (token: string) => LoadRequest): () => LoadRequest;
}

/** As many as are prepared at once. */
const batch = 50;

/** Signs residents in through the server's own service, not over HTTP, which limits sign-ins from one address. */
export async function prepareResidents({ app }: TestServer, count: number): Promise<Residents> {
  const tokens = await inBatches(count, async (index) => {
    const { tokens } = await app.identity.beginResidentSession(`bench-resident-${index}`);
    return tokens.accessToken;
  });
  return {
    round(request) {
      let turn = 0;
      return () => request(tokens[turn++ % tokens.length] ?? '');
    },
  };
}

/** Codes of services that were just given at one counter. */
export function prepareScenes({ app }: TestServer, count: number): Promise<string[]> {
  return inBatches(count, async () => `r.${(await serve(app, 'A01', 'residence-permit')).token}`);
}

/** Ratings to send, each of a service of its own: nobody may rate one twice. */
export async function prepareSubmissions(server: TestServer, residents: Residents, count: number) {
  const scenes = await prepareScenes(server, count);
  const next = residents.round((token) => ({ method: 'POST', path: '/api/v1/ratings', token }));
  return {
    take(): LoadRequest {
      const scene = scenes.pop();
      if (scene === undefined) throw new Error('there are not enough prepared services');
      return { ...next(), body: rating(scene) };
    },
  };
}

/** Of twenty ratings one is bad, opens a ticket and so costs more than its answer shows; more than in real life. */
const badEvery = 20;
let ratingCount = 0;

function rating(scene: string) {
  const common = { scene, anonymous: true, idempotencyKey: randomUUID() };
  const bad = ratingCount++ % badEvery === 0;
  return bad
    ? { ...common, grade: 2, tags: ['207', '213'], comment: '等了一个小时，材料又要重新填。' }
    : { ...common, grade: 4, tags: ['413'] };
}

async function inBatches<Made>(count: number, make: (index: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) {
    const size = Math.min(batch, count - made.length);
    const start = made.length;
    made.push(...(await Promise.all(Array.from({ length: size }, (_, index) => make(start + index)))));
  }
  return made;
}
