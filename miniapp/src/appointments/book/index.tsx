import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import type { Matter } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { pages, replaceWith } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { matterNamed } from '../appointment-words';
import { useBookingDraft } from '../draft';
import { Refusal } from '../refusal';
import { useHold } from '../use-hold';
import { BookingForm } from './booking-form';
import { copy } from './copy';
import { KeptCard } from './kept-card';
import { useMinutesLeft } from './use-minutes-left';

/** Makes an appointment of a time that is held or offered, one question after the other. */
function Book() {
  const { id = '', matter } = useRouter().params;
  const { answer, reload, replace } = useAnswer(id, () => call('getMyAppointment', { params: { id } }));
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <Booking kept={answer.value} matter={matterNamed(matter)} onHeld={replace} />;
}

interface BookingProps {
  kept: AppointmentDetail;
  matter: Matter | null;
  onHeld: (held: AppointmentDetail) => void;
}

function Booking({ kept, matter, onHeld }: BookingProps) {
  const form = useBookingDraft(matter);
  const [endedEarly, setEndedEarly] = useState<string | null>(null);
  const minutes = useMinutesLeft(kept.expiresAt);
  const passing = kept.state === 'held' || kept.state === 'offered';
  const over = ['cancelled', 'closed', 'expired'].includes(kept.state);

  if (!passing && !over) {
    const actions = [{ label: copy.see, onPress: () => replaceWith(pages.appointment(kept.id)) }];
    return <StateView kind="thanks" title={copy.doneTitle} actions={actions} />;
  }
  if (over || minutes === 0 || endedEarly === kept.id) {
    return <Ended kept={kept} matter={form.draft.matter} onHeld={onHeld} />;
  }
  return (
    <Stack>
      <KeptCard kept={kept} minutes={minutes} />
      <BookingForm kept={kept} form={form} onHeld={onHeld} onEnded={() => setEndedEarly(kept.id)} />
    </Stack>
  );
}

/** The time is not kept any more. What was typed is, and is there again with the next time. */
function Ended({ kept, matter, onHeld }: BookingProps) {
  const holding = useHold(matter, onHeld);
  return (
    <Stack>
      <Card>
        <Heading>{copy.endedTitle}</Heading>
        <View>{copy.endedText}</View>
        {holding.refused && <Refusal {...holding.refused} matter={matter} onAlternative={holding.hold} />}
        <Button
          label={copy.again}
          busyLabel={holding.busy ? copy.againBusy : undefined}
          onPress={() => holding.hold(kept.slot)}
        />
        <Button
          kind="secondary"
          label={copy.other}
          onPress={() => replaceWith(matter ? pages.slots({ matter }) : pages.chooseMatter())}
        />
      </Card>
    </Stack>
  );
}

export default definePage({ title: copy.title }, Book);
