import type { Notification } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { useSignInAgain, useStaff } from '../use-staff';
import { useVisits } from '../use-visits';
import { copy } from './copy';

/** What the system has told the person at work, newest first; each message leads to its ticket. */
function Messages() {
  const person = useStaff();
  // Whoever comes back from a ticket has read its message.
  const visits = useVisits();
  return person && <MessageList key={visits} />;
}

function MessageList() {
  const ask = (cursor: string | null) => call('listNotifications', { query: cursor ? { cursor } : {} });
  const list = usePagedList('messages', ask, { shelf: seen.staff, as: 'messages' });
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    return (
      <Stack>
        <AgeNotice dated={list.dated} onRetry={list.reload} />
        <StateView kind="empty" title={copy.empty} text={copy.emptyText} />
      </Stack>
    );
  }
  return (
    <Stack>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      {list.rows.some(({ read }) => !read) && <ReadAll onRead={list.reload} />}
      <List label={copy.list}>
        {list.rows.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function ReadAll({ onRead }: { onRead: () => void }) {
  const { busy, error, start } = useAction(async () => {
    await call('readNotifications', { body: { until: new Date().toISOString() } });
    onRead();
  });
  return (
    <>
      {error && <Notice tone="error" text={error.message} />}
      <Button
        kind="secondary"
        label={copy.readAll}
        busyLabel={busy ? copy.reading : undefined}
        onPress={() => void start()}
      />
    </>
  );
}

function MessageRow({ message }: { message: Notification }) {
  const { id, title, text, at, read, subject } = message;
  const time = timeInWords(at);
  const reading = useAction(() => call('readNotifications', { body: { ids: [id] } }));
  const openTicket = () => {
    // Told in passing: if that fails, the message only stays unread.
    if (!read) void reading.start();
    open(placeOf(subject));
  };
  return (
    <Row label={[title, text, time, !read && copy.unread].filter(Boolean).join('，')} onPress={openTicket}>
      <View className="row-title">{title}</View>
      <View>{text}</View>
      <View className="row-note row-facts">
        <View>{time}</View>
        {!read && <Badge tone="active">{copy.unread}</Badge>}
      </View>
    </Row>
  );
}

/** What a message leads to. */
function placeOf({ kind, id }: Notification['subject']): string {
  if (kind === 'appeal') return pages.myFigures();
  return kind === 'bulletin' ? pages.bulletin(id) : pages.ticket(id);
}

export default definePage({ title: copy.title }, Messages);
