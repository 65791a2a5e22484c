import type { ConsultationDay } from '@linli/shared/api/types.ts';
import { dayOf } from '@linli/shared/working-time.ts';
import { useState } from 'react';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';

import { usePolled } from '../../platform/use-polled';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { Desk } from './desk';
import { type Place, PlaceChoice } from './place-choice';
import { Summary } from './summary';
import { VisitList } from './visit-list';

/** Where changes are not heard at once: who sits in the waiting room looks at it all day. */
const pollMs = 15_000;
const dayMs = 24 * 60 * 60 * 1000;

const days = [
  { value: 'today' as const, label: copy.today },
  { value: 'tomorrow' as const, label: copy.tomorrow },
];

/** The day of a station or of a lawyer, as it goes. */
function DayPage() {
  const person = useStaff();
  const [which, setWhich] = useState<'today' | 'tomorrow'>('today');
  const [place, setPlace] = useState<Place>(null);
  if (person === null) return null;
  return (
    <Stack>
      <Tabs label={copy.days} options={days} value={which} onChange={setWhich} quiet />
      <Live key={`${which} ${place}`} which={which} place={place} onPlace={setPlace} />
    </Stack>
  );
}

interface LiveProps {
  which: 'today' | 'tomorrow';
  place: Place;
  onPlace: (place: Place) => void;
}

function Live({ which, place, onPlace }: LiveProps) {
  const { value, at, error, reload } = usePolled(pollMs, 'day', () =>
    call('getConsultationDay', {
      query: {
        ...(place !== null && { station: place }),
        ...(which === 'tomorrow' && { day: dayOf(new Date(Date.now() + dayMs)) }),
      },
    }),
  );
  useSignInAgain(error);
  if (value === null) return error ? <FailedView error={error} onRetry={reload} /> : <Skeleton cards={3} />;
  if (!value.ownDay && value.station === null)
    return <StateView kind="empty" title={copy.noStation} text={copy.noStationText} />;
  return (
    <>
      {error && (
        <Notice
          tone="error"
          text={copy.stale(failureWords(error))}
          action={{ label: copy.refresh, onPress: reload }}
        />
      )}
      <Summary day={value} at={at} />
      <PlaceChoice day={value} onPlace={onPlace} />
      {which === 'today' && <Desk day={value} onChanged={reload} />}
      <Visits day={value} />
    </>
  );
}

function Visits({ day }: { day: ConsultationDay }) {
  if (day.visits.length === 0) return <StateView kind="empty" title={copy.empty} text={copy.emptyText} />;
  return <VisitList visits={day.visits} />;
}

export default definePage({ title: copy.title }, DayPage);
