import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { createSentList, SentItem } from './sent.ts';
import { type StandInCall, type Switches, standInCallNames, standInFaults } from './switches.ts';
import type { StandInTokens } from './tokens.ts';

/** What the stand-in tells of itself at `/stand-in/state`. */
export interface StandInState {
  /** Newest first. */
  sent: SentItem[];
  switches: ReturnType<Switches['shown']>;
  /** How often each call was made. */
  counts: Partial<Record<StandInCall, number>>;
}

interface Controlled {
  switches: Switches;
  sent: ReturnType<typeof createSentList>;
  counts: StandInState['counts'];
  tokens: StandInTokens;
}

const prefix = '/stand-in/';
const calls = z.enum(standInCallNames);

const switchBody = z.object({
  call: calls,
  fault: z.enum(standInFaults).nullable(),
  /** How many calls it meets; all when absent. */
  times: z.int().min(1).optional(),
});
const limitBody = z.object({ call: calls, perMinute: z.int().min(0).nullable() });

export const isControl = (path: string) => path.startsWith(prefix);

/**
 * The stand-in's own paths: `GET state`, and `POST` of `switch` (a fault on, or off with null), `limit` (calls a
 * minute), `revoke` (its access tokens) and `reset` (no faults, an empty list).
 */
export async function answerControl(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  { switches, sent, counts, tokens }: Controlled,
): Promise<void> {
  const what = path.slice(prefix.length);
  const given = await text(request);
  const body: unknown = given === '' ? {} : JSON.parse(given);
  if (request.method === 'POST') {
    if (what === 'switch') {
      const { call, fault, times } = switchBody.parse(body);
      switches.set(call, fault, times);
    } else if (what === 'limit') {
      const { call, perMinute } = limitBody.parse(body);
      switches.limit(call, perMinute);
    } else if (what === 'revoke') tokens.revoke();
    else if (what === 'reset') {
      switches.reset();
      sent.clear();
    }
  }
  const state: StandInState = { sent: sent.all(), switches: switches.shown(), counts };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(state));
}
