import { useState } from 'react';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { usePolled } from '../../platform/use-polled';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { UnitChoice } from '../unit-choice';
import { copy } from './copy';
import { type Filter, filterInWords } from './filter';
import { FilterSheet } from './filter-sheet';
import { HandlerList } from './handler-list';
import { type Overview, SummaryCard } from './summary-card';
import { TicketList } from './ticket-list';
import './index.scss';

/** Where changes are not heard at once: seldom enough for an old phone and its data plan. */
const pollMs = 30_000;

const views = [
  { value: 'tickets' as const, label: copy.tickets },
  { value: 'handlers' as const, label: copy.handlers },
];

/** Where all open tickets stand, for those who oversee them. */
function OverviewPage() {
  const person = useStaff();
  return person && <UnitChoice label={copy.unit}>{({ code }) => <Live key={code} unit={code} />}</UnitChoice>;
}

function Live({ unit }: { unit: string }) {
  const { value, at, error, reload } = usePolled(pollMs, 'unit-tickets', () =>
    call('getOverview', { query: { unit } }),
  );
  useSignInAgain(error);
  if (value === null) return error ? <FailedView error={error} onRetry={reload} /> : <Skeleton cards={3} />;
  return (
    <>
      {error && (
        <Notice
          tone="error"
          text={copy.stale(failureWords(error))}
          action={{ label: copy.refresh, onPress: reload }}
        />
      )}
      <Tickets unit={unit} overview={value} at={at} />
    </>
  );
}

function Tickets({ unit, overview, at }: { unit: string; overview: Overview; at: number }) {
  const [view, setView] = useState<'tickets' | 'handlers'>('tickets');
  const [filter, setFilter] = useState<Filter>({});
  const [choosing, setChoosing] = useState(false);

  const show = (next: Filter) => {
    setFilter(next);
    setView('tickets');
    setChoosing(false);
  };
  const reviews = overview.states.find(({ state }) => state === 'reviewing')?.total ?? 0;
  const words = filterInWords(filter);
  // The list is asked for again when the counts say that something has moved.
  const { asOf: _, ...counted } = overview;
  return (
    <Stack>
      {reviews > 0 && (
        <Notice
          tone="info"
          text={copy.reviews(reviews)}
          action={{ label: copy.seeReviews, onPress: () => show({ state: 'reviewing' }) }}
        />
      )}
      <SummaryCard overview={overview} at={at} onFilter={show} />
      <Tabs label={copy.views} options={views} value={view} onChange={setView} />
      {view === 'handlers' ? (
        <HandlerList overview={overview} onFilter={show} />
      ) : (
        <>
          <Button
            kind="secondary"
            label={words === '' ? copy.filter : copy.filtered(words)}
            onPress={() => setChoosing(true)}
          />
          {words !== '' && <Button kind="secondary" label={copy.clear} onPress={() => show({})} />}
          <TicketList key={JSON.stringify([filter, counted])} unit={unit} filter={filter} />
        </>
      )}
      {choosing && <FilterSheet filter={filter} onFilter={show} onClose={() => setChoosing(false)} />}
    </Stack>
  );
}

export default definePage({ title: copy.title }, OverviewPage);
