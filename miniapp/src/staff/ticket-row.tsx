import type { TicketRow } from '@linli/shared/api/types.ts';
import { feedbackKindLabels } from '@linli/shared/feedback.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { TicketStateBadge } from '../components/badge/ticket-state';
import { Face } from '../components/face-picker/face';
import { Row } from '../components/row';
import { open, pages } from '../platform/navigation';
import { timeInWords } from '../platform/time-words';
import { ClockBadge } from './clock-badge';
import { clockInWords } from './clock-words';
import { copy } from './copy';

/** A ticket in a list; leads to it. */
export function TicketRowView({ ticket }: { ticket: TicketRow }) {
  const { grade, place, said } = partsOf(ticket);
  const handler = ticket.handler?.name ?? copy.unassigned;
  const clock = ticket.clock && clockInWords(ticket.clock);
  const openedAt = copy.openedAt(timeInWords(ticket.openedAt));
  return (
    <Row
      label={[
        grade && gradeLabels[grade],
        place,
        said,
        openedAt,
        ticket.number,
        handler,
        ticketStateLabels[ticket.state],
        clock,
      ]
        .filter(Boolean)
        .join('，')}
      lead={grade && <Face grade={grade} small />}
      onPress={() => open(pages.ticket(ticket.id))}
    >
      <View className="row-title">{place}</View>
      {said !== '' && <View>{said}</View>}
      <View className="row-note row-facts">
        <View>{openedAt}</View>
        <View>{ticket.number}</View>
        <View>{handler}</View>
      </View>
      <View className="row-badges">
        <TicketStateBadge state={ticket.state} />
        {ticket.clock && clock && <ClockBadge clock={ticket.clock}>{clock}</ClockBadge>}
      </View>
    </Row>
  );
}

/** What stands in a row, by what the ticket is about. */
function partsOf(ticket: TicketRow) {
  if (ticket.kind === 'feedback') {
    return {
      grade: null,
      place: copy.feedback(feedbackKindLabels[ticket.feedbackKind]),
      said: ticket.excerpt ?? '',
    };
  }
  const { grade, tags } = ticket;
  return {
    grade,
    place: placeOf(ticket),
    said: ticket.excerpt ?? tags.map((tag) => tag.label).join('、'),
  };
}

/** Where it was, or who advised. */
function placeOf(ticket: Exclude<TicketRow, { kind: 'feedback' }>): string {
  if (ticket.kind === 'consultation') return copy.consultation(ticket.lawyer);
  const place = `${ticket.counter.code} ${ticket.counter.name}`;
  return ticket.supplementary ? copy.supplement(place) : place;
}
