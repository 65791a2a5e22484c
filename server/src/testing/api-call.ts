import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '@linli/shared/api/types.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';

interface CallParts<Id extends EndpointId> {
  token?: string;
  params?: ParamsOf<Id>;
  query?: QueryOf<Id>;
  body?: BodyOf<Id>;
}

export interface ApiResponse<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** Calls an endpoint over HTTP and expects success; throws with the answer otherwise. */
export interface ApiCall {
  <Id extends EndpointId>(id: Id, parts: CallParts<Id>): Promise<ApiResponse<AnswerOf<Id>>>;
  /** The same, for calls that should be refused; throws when they are not. Takes parts of any shape. */
  refused(id: EndpointId, parts: RawParts): Promise<ApiResponse<ErrorAnswer> & { code: string }>;
  /** The request of an endpoint, for what is not JSON: files. */
  raw(id: EndpointId, parts: RawParts, init?: RequestInit): Promise<Response>;
}

interface RawParts {
  token?: string;
  params?: object | undefined;
  query?: object | undefined;
  body?: unknown;
}

function readBody(response: Response, text: string) {
  if (text === '') return undefined;
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

export function createApiCall(baseUrl: string): ApiCall {
  function raw(id: EndpointId, { token, params = {}, query = {} }: RawParts, init: RequestInit = {}) {
    const { method, path } = routes[id];
    const filled = Object.entries(params).reduce(
      (text, [name, value]) => text.replace(`:${name}`, encodeURIComponent(String(value))),
      path as string,
    );
    const search = new URLSearchParams({ ...query }).toString();
    return fetch(`${baseUrl}${filled}${search && `?${search}`}`, {
      method,
      ...init,
      headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) },
    });
  }

  async function send(id: EndpointId, parts: RawParts) {
    const { body } = parts;
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await raw(id, parts, body === undefined ? {} : json);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: readBody(response, text) };
  }

  const call = async (id: EndpointId, parts: RawParts) => {
    const response = await send(id, parts);
    if (response.status >= 300) throw new Error(`${id}: ${response.status} ${JSON.stringify(response.body)}`);
    return response;
  };
  const refused = async (id: EndpointId, parts: RawParts) => {
    const response = await send(id, parts);
    if (response.status < 400) throw new Error(`${id} was not refused: ${response.status}`);
    return { ...response, code: String(response.body.error?.code) };
  };
  return Object.assign(call, { refused, raw }) as ApiCall;
}
