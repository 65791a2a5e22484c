import { Pager } from '../../components/pager';
import { List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { usePagedList } from '../../platform/use-paged-list';
import { TicketRowView } from '../../staff/ticket-row';
import { copy } from './copy';
import { type Filter, queryOf } from './filter';

interface TicketListProps {
  unit: string;
  filter: Filter;
}

/** The tickets of the filter, the most urgent first. */
export function TicketList({ unit, filter }: TicketListProps) {
  const query = { unit, ...queryOf(filter) };
  const list = usePagedList(JSON.stringify(query), (cursor) =>
    call('listOverviewTickets', { query: { ...query, ...(cursor ? { cursor } : {}) } }),
  );
  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <List label={copy.ticketList}>
        {list.rows.map((ticket) => (
          <TicketRowView key={ticket.id} ticket={ticket} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}
