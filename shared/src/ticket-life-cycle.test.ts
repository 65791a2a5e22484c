import { expect, test } from 'vitest';
import {
  allowedTicketActions,
  findings,
  nextTicketState,
  openTicketStates,
  type TicketAction,
  type TicketState,
  ticketActions,
  ticketStates,
} from './ticket-life-cycle.ts';

/** The life cycle as it is agreed, cell by cell: the state after the action; what is not here is refused. */
const agreed: Record<TicketState, Partial<Record<TicketAction, TicketState>>> = {
  assigned: { accept: 'accepted', note: 'assigned' },
  accepted: { contact: 'accepted', note: 'accepted', conclude: 'concluded' },
  reviewing: { contact: 'reviewing', note: 'reviewing', confirm: 'concluded', 'send-back': 'accepted' },
  concluded: { contact: 'concluded', note: 'concluded', reply: 'replied' },
  replied: { contact: 'replied', note: 'replied', close: 'closed' },
  closed: {},
};

test.each(ticketStates.flatMap((state) => ticketActions.map((action) => [state, action] as const)))(
  'in state %s, %s leads where the agreed table says',
  (state, action) => {
    expect(nextTicketState({ state, hasContact: true }, action)).toBe(agreed[state][action] ?? null);
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

test.each(findings)('the finding %s goes to a reviewer if it speaks against the rating', (finding) => {
  const accepted = { state: 'accepted', hasContact: true } as const;
  const against = ['mistaken', 'malicious', 'no-legal-basis'].includes(finding);
  expect(nextTicketState(accepted, 'conclude', finding)).toBe(against ? 'reviewing' : 'concluded');
});

test('only the reviewer decides on a finding', () => {
  const reviewing = { state: 'reviewing', hasContact: false } as const;
  expect(allowedTicketActions(reviewing, ['supervisor', 'reviewer'])).toEqual([
    'note',
    'confirm',
    'send-back',
  ]);
  expect(allowedTicketActions(reviewing, ['handler', 'supervisor'])).toEqual(['note']);
});

test('a closed ticket offers nothing to anyone', () => {
  expect(allowedTicketActions({ state: 'closed', hasContact: true }, ['handler', 'supervisor'])).toEqual([]);
  expect(openTicketStates).not.toContain('closed');
});
