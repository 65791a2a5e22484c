import type { Route } from '@linli/shared/api/route.ts';
import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '@linli/shared/api/types.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';
import { CallError, connectionError } from './call-error';
import { type HttpAnswer, sendRequest } from './request';
import { withRetries } from './retry';
import { isRecord } from './storage';

type OnlyTaken<Parts> = { [Key in keyof Parts as Parts[Key] extends undefined ? never : Key]: Parts[Key] };

/** Exactly the parts that the endpoint takes. */
export type CallInput<Id extends EndpointId> = OnlyTaken<{
  params: ParamsOf<Id>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
}>;

type AnyInput = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

/**
 * Calls one endpoint of the contract, with the access token if there is one; what may be sent twice is tried again
 * when it fails for a passing reason. It trusts the server to keep the contract: the answer is typed by it, not
 * checked again. Throws a `CallError`.
 */
export async function exchange<Id extends EndpointId>(
  id: Id,
  input: CallInput<Id>,
  accessToken?: string,
): Promise<AnswerOf<Id>> {
  const { body }: AnyInput = input;
  const { method, streams }: Route = routes[id];
  const asText = streams !== undefined;
  const url = addressOf(id, input);
  const send = async () => understood(await sendRequest({ method, url, body, accessToken, asText }), asText);
  const answer = await (isRepeatable(id, method, body) && !asText ? withRetries(send) : send());
  return answer as AnswerOf<Id>;
}

/**
 * What changes nothing, what carries an idempotency key, and the renewal of a session: for a few seconds the server
 * takes the same refresh token again (docs/decisions/0003).
 */
function isRepeatable(id: EndpointId, method: string, body: unknown): boolean {
  return method === 'GET' || id === 'refreshSession' || (isRecord(body) && 'idempotencyKey' in body);
}

/** The body of a successful answer. Throws what any other says. */
export function understood(answer: HttpAnswer, asText: boolean): unknown {
  const { status, body } = answer;
  if (status < 200 || status >= 300) throw refusalOf(answer, asText);
  // An answer cut off on its way comes as null in a browser and as text in WeChat.
  if (status !== 204 && !asText && !isRecord(body)) throw connectionError('answer-unreadable');
  return body;
}

/** What the server says went wrong. */
export function refusalOf({ status, body, retryAfterMs }: HttpAnswer, asText: boolean): CallError {
  const refusal = asText ? parsed(body) : body;
  if (!isErrorAnswer(refusal)) return connectionError('answer-unreadable');
  const { code, message, details } = refusal.error;
  return new CallError(code, message, { status, details, retryAfterMs });
}

/** Where an endpoint is, with what it takes in its address. */
export function addressOf(id: EndpointId, { params, query }: AnyInput): string {
  return LINLI_API_URL + fillPath(routes[id].path, params ?? {}) + queryString(query ?? {});
}

/** The JSON in a text: also what sends text or files refuses in JSON. */
export function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryString(query: Record<string, unknown>): string {
  const pairs = Object.keys(query)
    .filter((name) => query[name] !== undefined)
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(query[name]))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  return (
    isRecord(body) &&
    isRecord(body.error) &&
    typeof body.error.code === 'string' &&
    typeof body.error.message === 'string'
  );
}
