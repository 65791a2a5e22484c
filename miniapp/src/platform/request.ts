import Taro from '@tarojs/taro';
import { connectionError } from './call-error';

/** How long a person waits for one answer. Longer than the server takes for its slowest. */
const timeoutMs = 10_000;
/** How long one waits for a file, which may hold many thousands of rows. */
const fileTimeoutMs = 120_000;

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  body?: unknown;
  accessToken?: string | undefined;
  /** The body is a file: taken as it came, not as JSON, and waited for longer. */
  asText?: boolean;
}

export interface HttpAnswer {
  status: number;
  body: unknown;
  /** What the server's Retry-After asks for; undefined without one. */
  retryAfterMs: number | undefined;
}

/**
 * Sends one request and answers with whatever came back, whatever its status. Throws a `CallError` when nothing came
 * in time: the platforms' own time-outs miss an answer that stops half-way, so the clock here is ours.
 */
export function sendRequest({
  method,
  url,
  body,
  accessToken,
  asText = false,
}: HttpRequest): Promise<HttpAnswer> {
  const patienceMs = asText ? fileTimeoutMs : timeoutMs;
  const task = Taro.request<unknown>({
    method,
    url,
    ...(body === undefined ? {} : { data: body }),
    header: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    ...(asText ? { dataType: 'text' } : {}),
    // WeChat itself would give up after a minute.
    timeout: patienceMs,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(connectionError('timeout'));
      task.abort();
    }, patienceMs);
    task.then(
      ({ statusCode, data, header }) => {
        clearTimeout(timer);
        resolve({ status: statusCode, body: data, retryAfterMs: retryAfterOf(header) });
      },
      () => {
        clearTimeout(timer);
        reject(connectionError('offline'));
      },
    );
  });
}

/** Our server gives whole seconds. Each platform spells the header's name as it likes. */
function retryAfterOf(header: Record<string, unknown> | undefined): number | undefined {
  for (const name of Object.keys(header ?? {})) {
    if (name.toLowerCase() !== 'retry-after') continue;
    const seconds = Number(header?.[name]);
    if (seconds >= 0) return seconds * 1000;
  }
  return undefined;
}
