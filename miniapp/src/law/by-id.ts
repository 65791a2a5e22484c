import { CallError } from '../platform/call-error';

const stored = /^[0-9a-f]{24}$/;

/** Asks for the stored thing of this id. What cannot be one, as in a damaged link, is known not to be there. */
export function askById<Value>(id: string, ask: () => Promise<Value>): Promise<Value> {
  return stored.test(id) ? ask() : Promise.reject(new CallError('not-found', '', { status: 404 }));
}
