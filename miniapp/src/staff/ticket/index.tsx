import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../use-staff';
import { copy } from './copy';
import { TicketView } from './ticket-view';

/** One ticket, and what the reader may do with it now. */
function Ticket() {
  const { id = '' } = useRouter().params;
  const person = useStaff();
  const { answer, reload, replace } = useAnswer(id, () => call('getTicket', { params: { id } }));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <TicketView ticket={answer.value} person={person} onChanged={replace} />;
}

export default definePage({ title: copy.title }, Ticket);
