import type { TicketAction } from '@linli/shared/ticket-life-cycle.ts';
import type { Ticket } from '../ticket.ts';
import { conclude } from './conclude.ts';
import { contact } from './contact.ts';
import { reassign, transfer } from './give.ts';
import { pause, resume } from './pause.ts';
import { remind } from './remind.ts';
import { reply } from './reply.ts';
import { askExtension, askReturn, grant, refuse } from './request.ts';
import { confirm, sendBack } from './review.ts';
import type { ActionBody, ActionContext, ActionEffect, ActionRule } from './rule.ts';

export type { ActionBody, ActionContext, ActionEffect } from './rule.ts';

const nothingMore = { apply: () => ({}) };

const keepText = {
  apply: (_ticket: Ticket, { text }: { text: string }): ActionEffect => ({ event: { text } }),
};

const rules: { [A in TicketAction]: ActionRule<A> } = {
  accept: nothingMore,
  contact,
  note: keepText,
  conclude,
  confirm,
  'send-back': sendBack,
  reply,
  transfer,
  'ask-return': askReturn,
  'ask-extension': askExtension,
  grant,
  refuse,
  pause,
  resume,
  reassign,
  remind,
};

/** What an action does to the ticket. @throws ApiError, see the action's rule */
export async function effectOf<A extends TicketAction>(
  ticket: Ticket,
  body: ActionBody<A>,
  context: ActionContext,
): Promise<ActionEffect> {
  const rule: ActionRule<A> = rules[body.action];
  return rule.apply(ticket, body, context);
}
