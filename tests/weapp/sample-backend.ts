import type { Route } from '@linli/shared/api/route.ts';
import type { AppEndpointId } from '@linli/shared/api/routes.ts';
import { routes } from '@linli/shared/api/routes.ts';
import { type ErrorCode, errors } from '@linli/shared/errors.ts';
import { pageSizeDefault } from '@linli/shared/limits.ts';
import { z } from 'zod';
import { matchEndpoint, schemasOf } from '../support/contract.ts';
import type { Answer, Backend, SentRequest } from './harness/requests.ts';
import { sampleAnswers } from './sample-answers.ts';

/** Answers other than the sample, by endpoint. */
export type Instead = { [Id in AppEndpointId]?: (request: SentRequest) => Answer };

/**
 * A backend that keeps to the contract: it takes only what an endpoint's schemas allow, from whom they allow it, and
 * answers with samples. A request outside the contract fails the test.
 */
export function sampleBackend(instead: Instead = {}): Backend {
  return (request) => {
    const id = endpointOf(request);
    if (routes[id].access !== 'public' && !request.headers.authorization?.startsWith('Bearer ')) {
      return errorAnswer('not-signed-in');
    }
    return instead[id]?.(request) ?? echoScene(request, goodAnswer(id));
  };
}

const listAnswer = z.looseObject({ items: z.array(z.looseObject({})), nextCursor: z.string().nullable() });

/** A backend whose every list is as long as a page of it can be, with always one more page. */
export function fullLists(): Backend {
  const backend = sampleBackend();
  let lastId = 0;
  return async (request) => {
    const answer = await backend(request);
    const list = listAnswer.safeParse(answer.body);
    if (!list.success) return answer;
    const [row] = list.data.items;
    const items = Array.from({ length: pageSizeDefault }, () => ({ ...row, id: idNumber(++lastId) }));
    return { ...answer, body: { ...list.data, items, nextCursor: 'bmV4dA' } };
  };
}

function idNumber(count: number): string {
  return count.toString(16).padStart(24, '0');
}

/** The answer to a scan names the scene that was asked for. */
function echoScene({ path }: SentRequest, answer: Answer): Answer {
  const scene = matchEndpoint('GET', path)?.params.scene;
  return scene === undefined ? answer : { ...answer, body: { ...Object(answer.body), scene } };
}

/** The sample of an endpoint, as the server would send it. */
export function goodAnswer(id: AppEndpointId): Answer {
  const { answer, status = 200 } = schemasOf(id);
  const { gives }: Route = routes[id];
  if (gives === 'file') return { status: 200, body: 'the content of a file' };
  return answer ? { status, body: answer.parse(sampleAnswers[id]) } : { status: 204 };
}

/** An answer with one of the contract's errors. */
export function errorAnswer(code: ErrorCode): Answer {
  const { status, message } = errors[code];
  return { status, body: { error: { code, message, requestId: 'sample-request' } } };
}

/** The endpoint a request is for. Throws when there is none, or when it would not take the request. */
export function endpointOf({ method, path, query, body }: SentRequest): AppEndpointId {
  const matched = matchEndpoint(method, path);
  if (!matched) throw new Error(`the contract has no ${method} ${path}`);
  const { params: paramsSchema, query: querySchema, body: bodySchema } = schemasOf(matched.id);
  paramsSchema?.parse(matched.params);
  querySchema?.parse(query);
  if (!querySchema && Object.keys(query).length > 0) throw new Error(`${matched.id} takes no query`);
  bodySchema?.parse(body);
  if (!bodySchema && body !== undefined) throw new Error(`${matched.id} takes no body`);
  return matched.id;
}
