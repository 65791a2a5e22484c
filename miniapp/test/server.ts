import Taro, { type RequestAnswer, type SentRequest } from './taro.ts';

type Handler = (request: SentRequest) => RequestAnswer | Promise<RequestAnswer>;

/** Answers the client's requests by `METHOD /path`; whatever is not listed cannot be reached. */
export function serve(handlers: Record<string, Handler>): void {
  Taro.request.mockImplementation(async (request) => {
    const handler = handlers[`${request.method} ${request.url}`];
    if (!handler) throw new Error(`nothing answers ${request.method} ${request.url}`);
    return handler(request);
  });
}

export function ok(data: unknown): RequestAnswer {
  return { statusCode: 200, data };
}

export function refused(statusCode: number, code: string, message: string, details?: unknown): RequestAnswer {
  return { statusCode, data: { error: { code, message, requestId: 'request-1', details } } };
}

/** A session as the server gives it; `name` tells its tokens from others. */
export function sessionNamed(name: string, person: object = { kind: 'resident', id: 'a'.repeat(24) }) {
  return {
    accessToken: `access-${name}`,
    accessTokenExpiresAt: '2026-11-23T12:00:00.000Z',
    refreshToken: `refresh-${name}`,
    person,
  };
}

/** The requests sent so far, as `METHOD /path`. */
export function sentRequests(): string[] {
  return Taro.request.mock.calls.map(([request]) => `${request.method} ${request.url}`);
}
