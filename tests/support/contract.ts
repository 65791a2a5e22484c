import type { EndpointSchemas } from '@linli/shared/api/endpoint.ts';
import { type AppEndpointId, type EndpointId, routes } from '@linli/shared/api/routes.ts';
import { schemas } from '@linli/shared/api/schemas.ts';

const calledByApp = (id: string): id is AppEndpointId =>
  Object.hasOwn(routes, id) && !['partner', 'device'].includes(String(routes[id as EndpointId].access)); // has just been looked up

/** Every endpoint that the app can call. */
const endpointIds = Object.keys(routes).filter(calledByApp);

export interface MatchedRequest {
  id: AppEndpointId;
  params: Record<string, string>;
}

/** The endpoint that a request is for, and its path parameters; null when there is none. */
export function matchEndpoint(method: string, path: string): MatchedRequest | null {
  for (const id of endpointIds) {
    const params = routes[id].method === method ? matchPath(routes[id].path, path) : null;
    if (params) return { id, params };
  }
  return null;
}

/** Schemas by endpoint, with the parts that an endpoint lacks as undefined. */
export function schemasOf(id: EndpointId): EndpointSchemas {
  return schemas[id];
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}
