import type { TicketRequestKind } from '@linli/shared/ticket-requests.ts';
import { ApiError } from '../../../platform/errors.ts';
import { alertsStill, extendSettleClock } from '../clocks.ts';
import { supervisorsBeside } from '../routing/candidates.ts';
import type { Ticket } from '../ticket.ts';
import { giveElsewhere } from './give.ts';
import type { ActionContext, ActionEffect, ActionRule } from './rule.ts';

/** It is not ours. @throws nobody-to-decide */
export const askReturn: ActionRule<'ask-return'> = {
  apply: (ticket, { text }, context) => ask('return', ticket, text, context),
};

/** It takes longer. @throws nobody-to-decide */
export const askExtension: ActionRule<'ask-extension'> = {
  apply: (ticket, { text }, context) => ask('extension', ticket, text, context),
};

function ask(kind: TicketRequestKind, ticket: Ticket, text: string, context: ActionContext): ActionEffect {
  const { organization, absences, actor, at } = context;
  const supervisors = supervisorsBeside(
    organization.directory(),
    absences.isAbsent,
    ticket,
    ticket.handlerId,
  );
  const self = organization.directory().staffMember(actor.id);
  if (supervisors.length === 0 || !self) throw new ApiError('nobody-to-decide');
  return {
    set: { request: { kind, at, staffId: self._id, text } },
    event: { text },
    tell: [
      {
        staffIds: supervisors.map(({ _id }) => _id),
        notice: { kind: 'ticket-request', ticketNumber: ticket.number, request: kind },
      },
    ],
  };
}

/**
 * A supervisor agrees: the ticket goes elsewhere, or has the longer time.
 * @throws target-not-possible
 * @throws invalid-request when an extension names who gets the ticket
 */
export const grant: ActionRule<'grant'> = {
  async apply(ticket, { text = null, to, department }, context) {
    if (ticket.request?.kind === 'return') {
      if (to !== undefined && department !== undefined) refuseField('department', '人员和部门请只选一个');
      const effect = await giveElsewhere(ticket, { to, department }, context);
      return {
        ...effect,
        event: { ...effect.event, text },
        tell: [...(effect.tell ?? []), ...decided(ticket, true)],
      };
    }
    if (to !== undefined || department !== undefined) refuseField('to', '同意延期不用选人');
    const { at, calendars, times } = context;
    const calendar = calendars.of(ticket.departmentId);
    const clocks = extendSettleClock(calendar, ticket.clocks, ticket.openedAt, times);
    return {
      set: { request: null, extendedAt: at, alerts: alertsStill(clocks, ticket.alerts, at) },
      event: { text },
      clocks,
      tell: decided(ticket, true),
    };
  },
};

/** A supervisor does not agree, and says why. */
export const refuse: ActionRule<'refuse'> = {
  apply: (ticket, { text }) => ({ set: { request: null }, event: { text }, tell: decided(ticket, false) }),
};

function decided({ request, number }: Ticket, granted: boolean): NonNullable<ActionEffect['tell']> {
  if (!request) return [];
  return [
    {
      staffIds: [request.staffId],
      notice: { kind: 'ticket-request-decided', ticketNumber: number, request: request.kind, granted },
    },
  ];
}

function refuseField(field: string, message: string): never {
  throw new ApiError('invalid-request', { details: [{ path: `body.${field}`, message }] });
}
