import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { call } from '../../platform/api';
import type { CallError } from '../../platform/call-error';
import { isRecord } from '../../platform/storage';
import { useAction } from '../../platform/use-action';

/**
 * Acts on a ticket, one action at a time. When somebody else was quicker, the current ticket takes the place of the
 * old one, and the error stays to say so. `act` answers whether the action was done.
 */
export function useAct(ticket: TicketDetail, onChanged: (ticket: TicketDetail) => void) {
  const { busy, error, start, clearError } = useAction(
    async (body: BodyOf<'actOnTicket'>) =>
      onChanged(await call('actOnTicket', { params: { id: ticket.id }, body })),
    (refusal) => {
      const current = currentTicketOf(refusal);
      if (current) onChanged(current);
    },
  );
  return { acting: busy, error, act: start, clearError };
}

/** The ticket as it is now, which the server sends along when ours was out of date. */
function currentTicketOf(error: CallError): TicketDetail | null {
  if (error.code !== 'ticket-changed' || !isRecord(error.details)) return null;
  const { current } = error.details;
  return isTicket(current) ? current : null;
}

function isTicket(value: unknown): value is TicketDetail {
  return isRecord(value) && typeof value.id === 'string' && typeof value.version === 'number';
}
