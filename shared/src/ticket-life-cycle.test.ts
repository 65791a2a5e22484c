import { expect, test } from 'vitest';
import {
  allowedTicketActions,
  findings,
  nextTicketState,
  openTicketStates,
  type TicketMove,
  type TicketState,
  ticketActions,
  ticketStates,
  ticketTurns,
} from './ticket-life-cycle.ts';

/** The life cycle as it is agreed, cell by cell: the state after the action; what is not here is refused. */
const agreed: Record<TicketState, Partial<Record<TicketMove, TicketState>>> = {
  assigned: { accept: 'accepted', note: 'assigned' },
  accepted: { contact: 'accepted', note: 'accepted', conclude: 'concluded' },
  reviewing: { contact: 'reviewing', note: 'reviewing', confirm: 'concluded', 'send-back': 'accepted' },
  concluded: { contact: 'concluded', note: 'concluded', reply: 'replied' },
  replied: {
    contact: 'replied',
    note: 'replied',
    solved: 'closed',
    'not-solved': 'assigned',
    lapse: 'closed',
  },
  closed: {},
};

const moves = [...ticketActions, ...ticketTurns];

test.each(ticketStates.flatMap((state) => moves.map((action) => [state, action] as const)))(
  'in state %s, %s leads where the agreed table says',
  (state, action) => {
    expect(nextTicketState({ state, hasContact: true, reopened: false }, action)).toBe(
      agreed[state][action] ?? null,
    );
  },
);

test('the handler may do what the state allows, a supervisor may add a note', () => {
  const accepted = { state: 'accepted', hasContact: true, reopened: false } as const;
  expect(allowedTicketActions(accepted, ['handler'])).toEqual(['contact', 'note', 'conclude']);
  expect(allowedTicketActions(accepted, ['supervisor'])).toEqual(['note']);
  expect(allowedTicketActions(accepted, [])).toEqual([]);
});

test('a resident who left no number is not contacted', () => {
  const anonymous = { state: 'accepted', hasContact: false, reopened: false } as const;
  expect(allowedTicketActions(anonymous, ['handler'])).toEqual(['note', 'conclude']);
  expect(nextTicketState(anonymous, 'contact')).toBeNull();
});

test.each(findings)('the finding %s goes to a reviewer if it speaks against the rating', (finding) => {
  const accepted = { state: 'accepted', hasContact: true, reopened: false } as const;
  const against = ['mistaken', 'malicious', 'no-legal-basis'].includes(finding);
  expect(nextTicketState(accepted, 'conclude', finding)).toBe(against ? 'reviewing' : 'concluded');
});

test('only the reviewer decides on a finding', () => {
  const reviewing = { state: 'reviewing', hasContact: false, reopened: false } as const;
  expect(allowedTicketActions(reviewing, ['supervisor', 'reviewer'])).toEqual([
    'note',
    'confirm',
    'send-back',
  ]);
  expect(allowedTicketActions(reviewing, ['handler', 'supervisor'])).toEqual(['note']);
});

test('what the resident finds not solved a second time is not opened again', () => {
  const again = { state: 'replied', hasContact: true, reopened: true } as const;
  expect(nextTicketState(again, 'not-solved')).toBe('closed');
  expect(nextTicketState(again, 'solved')).toBe('closed');
});

test('a closed ticket offers nothing to anyone', () => {
  expect(
    allowedTicketActions({ state: 'closed', hasContact: true, reopened: false }, ['handler', 'supervisor']),
  ).toEqual([]);
  expect(openTicketStates).not.toContain('closed');
});
