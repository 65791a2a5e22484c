import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { addToCalendar } from '../calendar';
import { copy } from './copy';

/** Puts the appointment into one's own calendar, and says whether it is there. */
export function CalendarButton({ appointment }: { appointment: AppointmentDetail }) {
  const [added, setAdded] = useState<boolean | null>(null);
  const adding = useAction(async () => setAdded(await addToCalendar(appointment)));
  return (
    <>
      {adding.error && <Notice tone="error" text={failureWords(adding.error)} />}
      {added !== null && (
        <Notice tone={added ? 'done' : 'info'} text={added ? copy.calendarDone : copy.calendarNot} />
      )}
      <Button
        kind="secondary"
        label={copy.calendar}
        busyLabel={adding.busy ? copy.calendarBusy : undefined}
        onPress={adding.start}
      />
    </>
  );
}
