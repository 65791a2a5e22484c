import autocannon from 'autocannon';

/** One request of a run. */
export interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  token?: string;
  body?: object;
}

export interface LoadPlan {
  origin: string;
  /** Called for each request that leaves; a run of writes gives every one a body of its own. */
  next(): LoadRequest;
  connections: number;
  /** How long, or how many. */
  until: { seconds: number } | { requests: number };
}

export interface LoadResult {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** As many requests as the server takes. Throws when any answer is not a 2xx: a fast error is no result. */
export async function load({ origin, next, connections, until }: LoadPlan): Promise<LoadResult> {
  const options: autocannon.Options = {
    url: origin,
    connections,
    ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
    requests: [
      {
        setupRequest(request) {
          const { method, path, token, body } = next();
          return {
            ...request,
            method,
            path,
            headers: {
              ...(token && { authorization: `Bearer ${token}` }),
              ...(body && { 'content-type': 'application/json' }),
            },
            ...(body && { body: JSON.stringify(body) }),
          };
        },
      },
    ],
  };
  // Autocannon itself counts time in whole ticks; a short run needs it exactly.
  const times: number[] = [];
  const startedAt = performance.now();
  let endedAt = startedAt;
  const { non2xx, errors, timeouts, statusCodeStats } = await new Promise<autocannon.Result>(
    (resolve, reject) => {
      const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
      run.on('response', (_client, _status, _bytes, responseTime) => {
        times.push(responseTime);
        endedAt = performance.now();
      });
    },
  );
  if (non2xx + errors + timeouts > 0) {
    const failures = `${non2xx} were no 2xx, ${errors} broke, ${timeouts} timed out`;
    throw new Error(
      `Of ${times.length} requests to ${origin} ${failures}: ${JSON.stringify(statusCodeStats)}`,
    );
  }
  return { perSecond: (times.length / (endedAt - startedAt)) * 1000, ...percentiles(times) };
}

/** The median, and what one in a hundred is slower than. */
export function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The run in the middle by speed. */
export function medianRun(runs: readonly LoadResult[]): LoadResult {
  const middle = runs.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  if (!middle) throw new Error('no runs');
  return middle;
}
