import type { TicketState } from './ticket-life-cycle.ts';

/** Where a ticket stands, as its resident reads it: who looks at what inside the office is not their burden. */
export const residentTicketStates = [
  'assigned',
  'accepted',
  'verifying',
  'concluded',
  'replied',
  'closed',
] as const;
export type ResidentTicketState = (typeof residentTicketStates)[number];

export const residentTicketStateLabels: Record<ResidentTicketState, string> = {
  assigned: '待接单',
  accepted: '办理中',
  verifying: '正在核实',
  concluded: '已有结论',
  replied: '已答复',
  closed: '已办结',
};

export function residentStateOf(state: TicketState): ResidentTicketState {
  return state === 'reviewing' ? 'verifying' : state;
}
