import type { BodyOf } from '@linli/shared/api/types.ts';
import type { TicketAction } from '@linli/shared/ticket-life-cycle.ts';

type Body<A extends TicketAction> = Omit<Extract<BodyOf<'actOnTicket'>, { action: A }>, 'version'>;

/** A body that asks each action for a bad rating's ticket, without its version; the compiler wants one for each. */
const bodies: { [A in TicketAction]: (text: string) => Body<A> } = {
  accept: () => ({ action: 'accept' }),
  contact: (text) => ({ action: 'contact', how: 'phone', reached: true, text }),
  note: (text) => ({ action: 'note', text }),
  conclude: (text) => ({ action: 'conclude', finding: 'substantiated', text }),
  confirm: () => ({ action: 'confirm' }),
  'send-back': (text) => ({ action: 'send-back', text }),
  reply: (text) => ({ action: 'reply', text }),
  transfer: (text) => ({ action: 'transfer', text }),
  'ask-return': (text) => ({ action: 'ask-return', text }),
  'ask-extension': (text) => ({ action: 'ask-extension', text }),
  grant: (text) => ({ action: 'grant', text }),
  refuse: (text) => ({ action: 'refuse', text }),
  pause: (text) => ({ action: 'pause', text }),
  resume: (text) => ({ action: 'resume', text }),
  reassign: (text) => ({ action: 'reassign', text }),
  remind: (text) => ({ action: 'remind', text }),
};

/** What a test sends to ask for an action on the ticket as it was last seen. */
export function askFor(action: TicketAction, version: number, text = '测试'): BodyOf<'actOnTicket'> {
  return { ...bodies[action](text), version };
}
