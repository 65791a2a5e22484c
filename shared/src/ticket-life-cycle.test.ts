import { expect, test } from 'vitest';
import {
  allowedTicketActions,
  nextTicketState,
  openTicketStates,
  type TicketAction,
  type TicketState,
  ticketActions,
  ticketStates,
} from './ticket-life-cycle.ts';

/** The life cycle as it is agreed, cell by cell: the state after the action, or `-` where it is refused. */
const agreed: Record<TicketState, Record<TicketAction, TicketState | '-'>> = {
  assigned: { accept: 'accepted', note: 'assigned', conclude: '-', reply: '-', close: '-' },
  accepted: { accept: '-', note: 'accepted', conclude: 'concluded', reply: '-', close: '-' },
  concluded: { accept: '-', note: 'concluded', conclude: '-', reply: 'replied', close: '-' },
  replied: { accept: '-', note: 'replied', conclude: '-', reply: '-', close: 'closed' },
  closed: { accept: '-', note: '-', conclude: '-', reply: '-', close: '-' },
};

test.each(ticketStates.flatMap((state) => ticketActions.map((action) => [state, action] as const)))(
  'in state %s, %s leads where the agreed table says',
  (state, action) => {
    expect(nextTicketState(state, action) ?? '-').toBe(agreed[state][action]);
  },
);

test('the handler may do what the state allows, a supervisor may add a note', () => {
  expect(allowedTicketActions('accepted', ['handler'])).toEqual(['note', 'conclude']);
  expect(allowedTicketActions('accepted', ['supervisor'])).toEqual(['note']);
  expect(allowedTicketActions('accepted', [])).toEqual([]);
});

test('a closed ticket offers nothing to anyone', () => {
  expect(allowedTicketActions('closed', ['handler', 'supervisor'])).toEqual([]);
  expect(openTicketStates).not.toContain('closed');
});
