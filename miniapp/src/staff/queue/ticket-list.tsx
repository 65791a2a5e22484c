import { Pager } from '../../components/pager';
import { List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useLive } from '../../platform/live';
import { seen } from '../../platform/seen';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { TicketRowView } from '../ticket-row';
import { useSignInAgain } from '../use-staff';
import { copy } from './copy';

export type Queue = 'mine' | 'team';
export type TicketSet = 'open' | 'closed';

/** Tickets of a queue, those that have waited longest first. */
export function TicketList({ queue, set }: { queue: Queue; set: TicketSet }) {
  const ask = (cursor: string | null) =>
    call('listTickets', { query: { queue, state: set, ...(cursor ? { cursor } : {}) } });
  const list = usePagedList(`${queue} ${set}`, ask, { shelf: seen.staff, as: `tickets.${queue}.${set}` });
  useLive('staff', queue === 'mine' ? 'own-tickets' : 'unit-tickets', () => {
    // Who reads on further back is not thrown to the first page.
    if (list.state !== 'ready' || !list.hasPrevious) list.reload();
  });
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    const actions = [{ label: copy.refresh, onPress: list.reload }];
    return (
      <>
        <AgeNotice dated={list.dated} onRetry={list.reload} />
        <StateView
          kind="empty"
          title={set === 'open' ? copy.emptyOpen : copy.emptyClosed}
          actions={actions}
        />
      </>
    );
  }
  return (
    <>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list}>
        {list.rows.map((ticket) => (
          <TicketRowView key={ticket.id} ticket={ticket} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}
