import Taro from '@tarojs/taro';
import { connectionError } from './call-error';

const timeoutMilliseconds = 10_000;

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  body?: unknown;
  accessToken?: string | undefined;
  /** The body is taken as it came, not as JSON. */
  asText?: boolean;
}

export interface HttpAnswer {
  status: number;
  body: unknown;
}

/** Sends one request and answers with whatever came back, whatever its status. Throws a `CallError` when nothing did. */
export async function sendRequest({
  method,
  url,
  body,
  accessToken,
  asText = false,
}: HttpRequest): Promise<HttpAnswer> {
  const startedAt = Date.now();
  try {
    const answer = await Taro.request<unknown>({
      method,
      url,
      ...(body === undefined ? {} : { data: body }),
      header: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      ...(asText ? { dataType: 'text' } : {}),
      timeout: timeoutMilliseconds,
    });
    return { status: answer.statusCode, body: answer.data };
  } catch {
    // Platforms word a time-out differently; the clock does not.
    throw connectionError(Date.now() - startedAt >= timeoutMilliseconds ? 'timeout' : 'offline');
  }
}
