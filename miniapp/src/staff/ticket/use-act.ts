import type { BodyOf, TicketDetail } from '@linli/shared/api/types.ts';
import { useRef, useState } from 'react';
import { call } from '../../platform/api';
import { type CallError, toCallError } from '../../platform/call-error';
import { isRecord } from '../../platform/storage';

/**
 * Acts on a ticket, one action at a time. When somebody else was quicker, the current ticket takes the place of the
 * old one, and the error stays to say so. Answers whether the action was done.
 */
export function useAct(ticket: TicketDetail, onChanged: (ticket: TicketDetail) => void) {
  const underWay = useRef(false);
  const [acting, setActing] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const act = async (body: BodyOf<'actOnTicket'>): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setActing(true);
    setError(null);
    try {
      onChanged(await call('actOnTicket', { params: { id: ticket.id }, body }));
      return true;
    } catch (thrown) {
      const refusal = toCallError(thrown);
      setError(refusal);
      const current = currentTicketOf(refusal);
      if (current) onChanged(current);
      return false;
    } finally {
      underWay.current = false;
      setActing(false);
    }
  };

  return { acting, error, act, clearError: () => setError(null) };
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
