import type { QueryOf } from '@linli/shared/api/types.ts';
import { clockColourLabels } from '@linli/shared/ticket-clocks.ts';
import { ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { copy } from './copy';

type Query = QueryOf<'listOverviewTickets'>;

/** Which of the open tickets are listed. */
export interface Filter {
  colour?: NonNullable<Query['colour']>;
  state?: NonNullable<Query['state']>;
  handler?: { id: string; name: string } | null;
}

export function queryOf({ colour, state, handler }: Filter): Query {
  return {
    ...(colour && { colour }),
    ...(state && { state }),
    ...(handler !== undefined && { handler: handler === null ? 'none' : handler.id }),
  };
}

/** The filter in words; empty when everything is listed. */
export function filterInWords({ colour, state, handler }: Filter): string {
  return [
    colour && clockColourLabels[colour],
    state && ticketStateLabels[state],
    handler !== undefined && (handler?.name ?? copy.nobody),
  ]
    .filter(Boolean)
    .join('，');
}
