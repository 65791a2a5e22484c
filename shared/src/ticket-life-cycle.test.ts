import { describe, expect, test } from 'vitest';
import {
  allowedTicketActions,
  findings,
  nextTicketState,
  openTicketStates,
  plainStanding,
  type TicketMove,
  type TicketState,
  ticketActions,
  ticketStates,
  ticketTurns,
} from './ticket-life-cycle.ts';
import { type TicketRequestKind, ticketRequestKinds } from './ticket-requests.ts';

/** The life cycle as it is agreed, cell by cell: the state after the action; what is not here is refused. */
const agreed: Record<TicketState, Partial<Record<TicketMove, TicketState>>> = {
  assigned: {
    accept: 'accepted',
    note: 'assigned',
    transfer: 'assigned',
    'ask-return': 'assigned',
    reassign: 'assigned',
    remind: 'assigned',
  },
  accepted: {
    contact: 'accepted',
    note: 'accepted',
    conclude: 'concluded',
    transfer: 'assigned',
    'ask-return': 'accepted',
    'ask-extension': 'accepted',
    pause: 'accepted',
    reassign: 'assigned',
    remind: 'accepted',
  },
  reviewing: {
    contact: 'reviewing',
    note: 'reviewing',
    confirm: 'concluded',
    'send-back': 'accepted',
    'ask-extension': 'reviewing',
    reassign: 'reviewing',
    remind: 'reviewing',
  },
  concluded: {
    contact: 'concluded',
    note: 'concluded',
    reply: 'replied',
    'ask-extension': 'concluded',
    pause: 'concluded',
    reassign: 'concluded',
    remind: 'concluded',
  },
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
    expect(nextTicketState({ ...plainStanding, state, hasContact: true }, action)).toBe(
      agreed[state][action] ?? null,
    );
  },
);

test('the handler may do what the state allows, a supervisor adds notes and gives it to others', () => {
  const accepted = { ...plainStanding, state: 'accepted', hasContact: true } as const;
  expect(allowedTicketActions(accepted, ['handler'])).toEqual([
    'contact',
    'note',
    'conclude',
    'transfer',
    'ask-return',
    'ask-extension',
    'pause',
  ]);
  expect(allowedTicketActions(accepted, ['supervisor'])).toEqual(['note', 'reassign']);
  expect(allowedTicketActions(accepted, [])).toEqual([]);
});

test('a resident who left no number is not contacted', () => {
  const anonymous = { ...plainStanding, state: 'accepted', hasContact: false } as const;
  const allowed = allowedTicketActions(anonymous, ['handler']);
  expect(allowed).not.toContain('contact');
  expect(allowed, 'nor waited for').not.toContain('pause');
});

describe('what was asked of a supervisor', () => {
  const asked = (request: TicketRequestKind) =>
    ({ ...plainStanding, state: 'accepted', hasContact: true, request }) as const;

  test('is decided by one who does not handle it, and by nobody when nothing was asked', () => {
    expect(allowedTicketActions(asked('return'), ['reviewer'])).toEqual(['grant', 'refuse', 'remind']);
    expect(allowedTicketActions(asked('return'), ['handler', 'supervisor'])).not.toContain('grant');
    expect(nextTicketState({ ...asked('return'), request: null }, 'grant')).toBeNull();
  });

  test('leads elsewhere when the ticket was not ours, and nowhere when it takes longer', () => {
    expect(nextTicketState(asked('return'), 'grant')).toBe('assigned');
    expect(nextTicketState(asked('return'), 'refuse')).toBe('accepted');
    expect(nextTicketState(asked('extension'), 'grant')).toBe('accepted');
  });

  test('holds back what would settle it otherwise', () => {
    for (const action of ['transfer', 'ask-return', 'ask-extension'] as const)
      for (const kind of ticketRequestKinds) expect(nextTicketState(asked(kind), action)).toBeNull();
    expect(nextTicketState(asked('return'), 'conclude')).toBeNull();
    expect(nextTicketState(asked('extension'), 'conclude')).toBe('concluded');
  });
});

test('a ticket is passed on twice, then a supervisor decides', () => {
  const accepted = { ...plainStanding, state: 'accepted', hasContact: true } as const;
  expect(plainStanding.transfersLeft).toBe(2);
  expect(nextTicketState({ ...accepted, transfersLeft: 0 }, 'transfer')).toBeNull();
  expect(nextTicketState({ ...accepted, transfersLeft: 0 }, 'ask-return')).toBe('accepted');
});

test('who waits for the resident goes on before they conclude or answer', () => {
  const waiting = { ...plainStanding, hasContact: true, paused: true } as const;
  expect(allowedTicketActions({ ...waiting, state: 'accepted' }, ['handler'])).toEqual([
    'contact',
    'note',
    'transfer',
    'ask-return',
    'ask-extension',
    'resume',
  ]);
  expect(nextTicketState({ ...waiting, state: 'concluded' }, 'reply')).toBeNull();
  expect(nextTicketState({ ...waiting, state: 'concluded' }, 'resume')).toBe('concluded');
});

test('more time is asked for, and the resident waited for, only while there is time', () => {
  const late = { ...plainStanding, hasContact: true, state: 'accepted', extendable: false, pausable: false };
  const allowed = allowedTicketActions({ ...late, state: 'accepted' }, ['handler']);
  expect(allowed).not.toContain('ask-extension');
  expect(allowed).not.toContain('pause');
});

test.each(findings)('the finding %s goes to a reviewer if it speaks against the rating', (finding) => {
  const accepted = { ...plainStanding, state: 'accepted', hasContact: true } as const;
  const against = ['mistaken', 'malicious', 'no-legal-basis'].includes(finding);
  expect(nextTicketState(accepted, 'conclude', finding)).toBe(against ? 'reviewing' : 'concluded');
});

test('only the reviewer decides on a finding', () => {
  const reviewing = { ...plainStanding, state: 'reviewing', hasContact: false } as const;
  const decisions = ['confirm', 'send-back'];
  expect(allowedTicketActions(reviewing, ['supervisor', 'reviewer'])).toEqual(
    expect.arrayContaining(decisions),
  );
  for (const decision of decisions)
    expect(allowedTicketActions(reviewing, ['handler', 'supervisor'])).not.toContain(decision);
});

test('what the resident finds not solved a second time is not opened again', () => {
  const again = { ...plainStanding, state: 'replied', hasContact: true, reopened: true } as const;
  expect(nextTicketState(again, 'not-solved')).toBe('closed');
  expect(nextTicketState(again, 'solved')).toBe('closed');
});

test('a closed ticket offers nothing to anyone', () => {
  expect(
    allowedTicketActions({ ...plainStanding, state: 'closed', hasContact: true }, ['handler', 'supervisor']),
  ).toEqual([]);
  expect(openTicketStates).not.toContain('closed');
});
