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
  assigned: { accept: 'accepted', contact: '-', note: 'assigned', conclude: '-', reply: '-', close: '-' },
  accepted: {
    accept: '-',
    contact: 'accepted',
    note: 'accepted',
    conclude: 'concluded',
    reply: '-',
    close: '-',
  },
  concluded: {
    accept: '-',
    contact: 'concluded',
    note: 'concluded',
    conclude: '-',
    reply: 'replied',
    close: '-',
  },
  replied: { accept: '-', contact: 'replied', note: 'replied', conclude: '-', reply: '-', close: 'closed' },
  closed: { accept: '-', contact: '-', note: '-', conclude: '-', reply: '-', close: '-' },
};

test.each(ticketStates.flatMap((state) => ticketActions.map((action) => [state, action] as const)))(
  'in state %s, %s leads where the agreed table says',
  (state, action) => {
    expect(nextTicketState({ state, hasContact: true }, action) ?? '-').toBe(agreed[state][action]);
  },
);

test('the handler may do what the state allows, a supervisor may add a note', () => {
  const accepted = { state: 'accepted', hasContact: true } as const;
  expect(allowedTicketActions(accepted, ['handler'])).toEqual(['contact', 'note', 'conclude']);
  expect(allowedTicketActions(accepted, ['supervisor'])).toEqual(['note']);
  expect(allowedTicketActions(accepted, [])).toEqual([]);
});

test('a resident who left no number is not contacted', () => {
  const anonymous = { state: 'accepted', hasContact: false } as const;
  expect(allowedTicketActions(anonymous, ['handler'])).toEqual(['note', 'conclude']);
  expect(nextTicketState(anonymous, 'contact')).toBeNull();
});

test('a closed ticket offers nothing to anyone', () => {
  expect(allowedTicketActions({ state: 'closed', hasContact: true }, ['handler', 'supervisor'])).toEqual([]);
  expect(openTicketStates).not.toContain('closed');
});
