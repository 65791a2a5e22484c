import { Button } from '../../components/button';
import { call } from '../../platform/api';
import { useLive } from '../../platform/live';
import { open, pages } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { copy } from './copy';

/** The way to the messages, with how many are unread as soon as that is known. */
export function MessagesEntry() {
  const { answer, reload } = useAnswer('unread messages', () =>
    call('listNotifications', { query: { limit: 1 } }),
  );
  useLive('staff', 'inbox', reload);
  const unread = answer.state === 'ready' ? answer.value.unread : 0;
  return (
    <Button kind="secondary" label={copy.messages(unread)} onPress={() => open(pages.staffMessages())} />
  );
}
