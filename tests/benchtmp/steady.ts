import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type LoadRequest, type LoadResult, percentiles } from './load.ts';

interface SteadyPlan {
  origin: string;
  next(): LoadRequest;
  perSecond: number;
  seconds: number;
}

/**
 * A fixed number of requests a second, evenly spaced, whether or not the ones before have been answered. Times count
 * from the moment a request was due, so that a server that stalls is charged for all who would have waited.
 * Throws when any answer is not a 2xx.
 */
export async function steadyLoad({ origin, next, perSecond, seconds }: SteadyPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true });
  const total = perSecond * seconds;
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let count = 0; count < total; count++) {
    const dueAt = startedAt + (count * 1000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) await delay(wait);
    const answer = send(origin, next(), agent).then(() => performance.now() - dueAt);
    answer.catch(() => undefined); // heard below, when all are sent
    answers.push(answer);
  }
  const times = await Promise.all(answers);
  const elapsed = performance.now() - startedAt;
  agent.destroy();
  return { perSecond: (total / elapsed) * 1000, ...percentiles(times) };
}

/** Resolves when the whole answer is there. */
function send(origin: string, { method, path, token, body }: LoadRequest, agent: Agent): Promise<void> {
  const text = body && JSON.stringify(body);
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`${method} ${path} was answered with ${status}`));
      });
    });
    sent.once('error', reject);
    sent.end(text);
  });
}
