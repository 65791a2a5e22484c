import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { TellMe } from '../../messages/tell-me';
import { call } from '../../platform/api';
import { open, pages, replaceWith } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { AttachmentsCard } from '../attachments/attachments-card';
import { Emergency } from '../emergency';
import { callNumber, openMap } from '../reach';
import { SlotFacts } from '../slot-facts';
import { StateBadge } from '../state-badge';
import { After } from './after';
import { CalendarButton } from './calendar-button';
import { Changes } from './changes';
import { Closed } from './closed';
import { CheckIn } from './code-card';
import { copy } from './copy';
import { VideoLink } from './video-link';
import './index.scss';

/** One appointment: when, where, the code to show, and what can still be changed. */
function Appointment() {
  const { id = '', new: isNew } = useRouter().params;
  const ask = () => call('getMyAppointment', { params: { id } });
  const { answer, reload, replace } = useAnswer(id, ask, {
    shelf: seen.resident,
    as: `appointment.${id}`,
    // The code opens without a network; what was told to the lawyer does not lie on the device.
    part: (appointment) => ({ ...appointment, given: null }),
  });
  useShownAgain(reload);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const appointment = answer.value;
  const { state } = appointment;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      {isNew && state === 'booked' && <Notice tone="done" text={copy.booked} />}
      {isNew && state === 'booked' && <TellMe kind="appointment" id={id} />}
      {state === 'cancelled' && <Notice tone="info" text={copy.cancelled} />}
      {state === 'closed' && <Closed appointment={appointment} onRefused={reload} />}
      {appointment.urgent && state === 'booked' && <Emergency />}
      <TicketCard appointment={appointment} />
      {(state === 'held' || state === 'offered') && (
        <Button label={copy.goOn} onPress={() => replaceWith(pages.book(id, appointment.matter))} />
      )}
      {(state === 'serving' || state === 'finished') && <After id={id} />}
      <StationCard appointment={appointment} />
      <GivenCard given={appointment.given} />
      <AttachmentsCard appointment={appointment} onChanged={replace} />
      {state === 'booked' && <CalendarButton key={appointment.version} appointment={appointment} />}
      {state === 'booked' && <Changes appointment={appointment} onChanged={replace} />}
      {state !== 'booked' && (
        <Button kind="secondary" label={copy.bookAgain} onPress={() => open(pages.chooseMatter())} />
      )}
      <Button kind="secondary" label={copy.mine} onPress={() => replaceWith(pages.myAppointments())} />
    </Stack>
  );
}

function TicketCard({ appointment }: { appointment: AppointmentDetail }) {
  const { checkInCode: code, slot, state, matter } = appointment;
  const coming = state === 'booked';
  return (
    <Card>
      <View className="row-badges">
        <StateBadge state={state} />
      </View>
      <SlotFacts slot={slot} matter={matter} />
      {state === 'booked' && code !== null && slot.mode === 'on-site' && (
        <CheckIn code={code} qr={appointment.checkInQr} />
      )}
      {state === 'arrived' && <Notice tone="done" text={copy.waiting} />}
      {appointment.phoneConfirmation && <Notice tone="info" text={copy.toConfirm} />}
      {appointment.videoLink && <VideoLink link={appointment.videoLink} />}
      {coming && <View>{copy.modeNote[slot.mode]}</View>}
    </Card>
  );
}

function StationCard({ appointment: { station, slot } }: { appointment: AppointmentDetail }) {
  const there = slot.mode === 'on-site';
  return (
    <Card>
      <Heading>{station.name}</Heading>
      {there && <Fact label={copy.address}>{station.address}</Fact>}
      <Fact label={copy.phone}>{station.phone}</Fact>
      {station.hours && <Fact label={copy.hours}>{station.hours}</Fact>}
      {there && station.location && (
        <Button kind="secondary" label={copy.map} onPress={() => openMap(station)} />
      )}
      <Button kind="secondary" label={copy.callStation} onPress={() => callNumber(station.phone)} />
    </Card>
  );
}

function GivenCard({ given }: Pick<AppointmentDetail, 'given'>) {
  if (!given) return null;
  return (
    <Card>
      <Heading>{copy.given}</Heading>
      <Fact label={copy.name}>{given.name}</Fact>
      <Fact label={copy.phone}>{given.phone}</Fact>
      {given.onBehalfOf && <Fact label={copy.onBehalfOf}>{given.onBehalfOf}</Fact>}
      {given.description && <Fact label={copy.description}>{given.description}</Fact>}
      {given.otherParty && <Fact label={copy.otherParty}>{given.otherParty}</Fact>}
    </Card>
  );
}

export default definePage({ title: copy.title }, Appointment);
