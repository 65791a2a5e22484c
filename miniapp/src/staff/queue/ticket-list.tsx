import type { TicketRow } from '@linli/shared/api/types.ts';
import { feedbackKindLabels } from '@linli/shared/feedback.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { TicketStateBadge } from '../../components/badge/ticket-state';
import { Face } from '../../components/face-picker/face';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { ClockBadge } from '../clock-badge';
import { clockInWords } from '../clock-words';
import { useSignInAgain } from '../use-staff';
import { copy } from './copy';

export type Queue = 'mine' | 'team';
export type TicketSet = 'open' | 'closed';

/** Tickets of a queue, those that have waited longest first. */
export function TicketList({ queue, set }: { queue: Queue; set: TicketSet }) {
  const list = usePagedList(`${queue} ${set}`, (cursor) =>
    call('listTickets', { query: { queue, state: set, ...(cursor ? { cursor } : {}) } }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    const actions = [{ label: copy.refresh, onPress: list.reload }];
    return (
      <StateView kind="empty" title={set === 'open' ? copy.emptyOpen : copy.emptyClosed} actions={actions} />
    );
  }
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((ticket) => (
          <TicketRowView key={ticket.id} ticket={ticket} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}

function TicketRowView({ ticket }: { ticket: TicketRow }) {
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
  const { grade, counter, tags } = ticket;
  return {
    grade,
    place: `${counter.code} ${counter.name}`,
    said: ticket.excerpt ?? tags.map((tag) => tag.label).join('、'),
  };
}
