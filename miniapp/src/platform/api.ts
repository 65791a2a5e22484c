import type { Access } from '@linli/shared/api/route.ts';
import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { CallError } from './call-error';
import { type CallInput, exchange } from './exchange';
import { type Audience, accessTokenFor, renewedTokenFor } from './session';

/**
 * Calls an endpoint as whoever it is for: signs a resident in silently where the endpoint asks for one, and renews
 * a lapsed session once. `as` says who calls what any signed-in person may call. Throws a `CallError` whose message can be shown as it stands.
 */
export async function call<Id extends EndpointId>(
  id: Id,
  input: CallInput<Id>,
  as: Audience = audienceOf(routes[id].access),
): Promise<AnswerOf<Id>> {
  if (routes[id].access === 'public') return exchange(id, input);
  return asCaller(id, (accessToken) => exchange(id, input, accessToken), as);
}

/** Sends with the token of whoever the endpoint is for, and once more with a new one if that has lapsed. */
export async function asCaller<Value>(
  id: EndpointId,
  send: (accessToken: string) => Promise<Value>,
  audience: Audience = audienceOf(routes[id].access),
): Promise<Value> {
  const accessToken = await accessTokenFor(audience);
  try {
    return await send(accessToken);
  } catch (thrown) {
    if (!isSessionRefused(thrown)) throw thrown;
    return send(await renewedTokenFor(audience, accessToken));
  }
}

/** What any signed-in person may call, is called by staff unless said otherwise. */
function audienceOf(access: Access): Audience {
  return access === 'resident' ? 'resident' : 'staff';
}

/** True when the server does not, or no longer, know who is calling. */
export function isSessionRefused(thrown: unknown): boolean {
  return thrown instanceof CallError && (thrown.code === 'session-ended' || thrown.code === 'not-signed-in');
}
