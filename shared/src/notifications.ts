import { type ClockColour, type TicketClockKind, ticketClockLabels } from './ticket-clocks.ts';

/** What a message is about, with what its words are made of. */
export type Notice =
  | { kind: 'ticket-assigned'; ticketNumber: string }
  | {
      kind: 'ticket-alert';
      ticketNumber: string;
      clock: TicketClockKind;
      colour: Exclude<ClockColour, 'green'>;
    };

export const noticeKinds = ['ticket-assigned', 'ticket-alert'] as const satisfies readonly Notice['kind'][];

/** The words of a message, in one place for the inbox and whatever carries them further. */
export function noticeText(notice: Notice): { title: string; text: string } {
  if (notice.kind === 'ticket-assigned') {
    return { title: '您有新工单', text: `工单 ${notice.ticketNumber} 已分派给您，请尽快接单。` };
  }
  const what = ticketClockLabels[notice.clock];
  return notice.colour === 'yellow'
    ? { title: `快到期：${what}`, text: `工单 ${notice.ticketNumber} 的“${what}”时限已过六成，请抓紧办理。` }
    : { title: `已超时：${what}`, text: `工单 ${notice.ticketNumber} 的“${what}”已超过时限，请马上处理。` };
}
