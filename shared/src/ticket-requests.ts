/** What a handler asks a supervisor for: that the ticket goes elsewhere, or more time. */
export const ticketRequestKinds = ['return', 'extension'] as const;
export type TicketRequestKind = (typeof ticketRequestKinds)[number];

export const ticketRequestLabels: Record<TicketRequestKind, string> = {
  return: '申请退回',
  extension: '申请延期',
};

/** How often handlers pass a ticket on among themselves; after that a supervisor decides (rule). */
export const transfersMax = 2;

/** Longest words of a reminder, in characters: they stand in a message. */
export const reminderMaxLength = 100;
