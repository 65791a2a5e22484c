import type { TicketDetail } from '@linli/shared/api/types.ts';
import { useRouter } from '@tarojs/taro';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { useSignInAgain, useStaff } from '../use-staff';
import { copy } from './copy';
import { TicketView } from './ticket-view';

/** One ticket, and what the reader may do with it now. */
function Ticket() {
  const { id = '' } = useRouter().params;
  const person = useStaff();
  const ask = () => call('getTicket', { params: { id } });
  const { answer, reload, replace } = useAnswer(id, ask, {
    shelf: seen.staff,
    as: `ticket.${id}`,
    part: withoutPersons,
  });
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <TicketView ticket={answer.value} person={person} onChanged={replace} />
    </Stack>
  );
}

/** What of a ticket may lie on a device: who gave the rating and what colleagues noted about them stays on the server. */
function withoutPersons(ticket: TicketDetail): TicketDetail {
  const history = ticket.history.map((event) => (event.kind === 'note' ? { ...event, text: null } : event));
  const contact = ticket.contact && { name: copy.contactNotKept, phone: '' };
  return { ...ticket, contact, history };
}

export default definePage({ title: copy.title }, Ticket);
