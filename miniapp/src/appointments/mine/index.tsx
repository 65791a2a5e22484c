import type { AppointmentRow } from '@linli/shared/api/types.ts';
import { appointmentStateLabels } from '@linli/shared/appointments.ts';
import { consultModeLabels, matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useShownAgain } from '../../platform/use-page-shown';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { lawyerNamed, spanInWords } from '../appointment-words';
import { StateBadge } from '../state-badge';
import { copy } from './copy';
import { Waits } from './waits';

/** What the resident waits for, then what they have booked. */
function MyAppointments() {
  return (
    <Stack>
      <Waits />
      <Booked />
    </Stack>
  );
}

function Booked() {
  const ask = (cursor: string | null) => call('listMyAppointments', { query: cursor ? { cursor } : {} });
  const list = usePagedList('mine', ask, { shelf: seen.resident, as: 'my-appointments' });
  useShownAgain(() => {
    if (list.state !== 'ready' || !list.hasPrevious) list.reload();
  });

  if (list.state === 'loading') return <Skeleton cards={2} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  const book = { label: copy.book, onPress: () => open(pages.chooseMatter()) };
  if (list.rows.length === 0) {
    return <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText} actions={[book]} />;
  }
  return (
    <>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list}>
        {list.rows.map((row) => (
          <AppointmentRowView key={row.id} row={row} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
      <Button kind="secondary" label={book.label} onPress={book.onPress} />
    </>
  );
}

function AppointmentRowView({ row: { id, slot, state, matter, insteadOf } }: { row: AppointmentRow }) {
  const when = spanInWords(slot);
  const who = lawyerNamed(slot.lawyer);
  const mode = consultModeLabels[slot.mode];
  const about = matter && matterLabels[matter];
  const label = [when, who, mode, about, appointmentStateLabels[state]].filter(Boolean).join('，');
  const going = state === 'held' || state === 'offered';
  // A seat that is kept instead of a closed appointment is confirmed there: nothing has to be typed again.
  const page =
    going && insteadOf === null ? pages.book(id, matter) : pages.appointment((going && insteadOf) || id);
  return (
    <Row label={label} onPress={() => open(page)}>
      <View className="row-title">{when}</View>
      <View className="row-note row-facts">
        <View>{who}</View>
        <View>{mode}</View>
        {about && <View>{about}</View>}
      </View>
      <View className="row-badges">
        <StateBadge state={state} />
      </View>
    </Row>
  );
}

export default definePage({ title: copy.title }, MyAppointments);
