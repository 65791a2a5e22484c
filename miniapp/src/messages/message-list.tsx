import type { Notification } from '@linli/shared/api/types.ts';
import { residentPageOf } from '@linli/shared/subscriptions.ts';
import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Badge } from '../components/badge';
import { Button } from '../components/button';
import { Stack } from '../components/card';
import { Notice } from '../components/notice';
import { Pager } from '../components/pager';
import { List, Row } from '../components/row';
import { Skeleton } from '../components/skeleton';
import { FailedView, StateView } from '../components/state-view';
import { call } from '../platform/api';
import type { CallError } from '../platform/call-error';
import { useLive } from '../platform/live';
import { open, pages } from '../platform/navigation';
import { seen } from '../platform/seen';
import type { Audience } from '../platform/session';
import { timeInWords } from '../platform/time-words';
import { useAction } from '../platform/use-action';
import { usePagedList } from '../platform/use-paged-list';
import { AgeNotice } from '../reception/age-notice';
import { copy } from './copy';
import { forgetUnread } from './unread';

interface MessageListProps {
  /** Whose inbox it is. */
  reader: Audience;
  /** Told why the messages did not come. */
  onFailed?: (error: CallError) => void;
}

/** What the system has told a person, newest first; each message leads to what it is about. */
export function MessageList({ reader, onFailed }: MessageListProps) {
  const ask = (cursor: string | null) =>
    call('listNotifications', { query: cursor ? { cursor } : {} }, reader);
  const list = usePagedList('messages', ask, { shelf: seen[reader], as: 'messages' });
  useLive(reader, 'inbox', () => {
    if (list.state !== 'ready' || !list.hasPrevious) list.reload();
  });
  const failure = list.state === 'failed' ? list.error : null;
  useEffect(() => {
    if (failure) onFailed?.(failure);
  }, [failure, onFailed]);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    return (
      <Stack>
        <AgeNotice dated={list.dated} onRetry={list.reload} />
        <StateView kind="empty" title={copy.empty} text={copy.emptyText[reader]} />
      </Stack>
    );
  }
  return (
    <Stack>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      {list.rows.some(({ read }) => !read) && <ReadAll reader={reader} onRead={list.reload} />}
      <List label={copy.list}>
        {list.rows.map((message) => (
          <MessageRow key={message.id} reader={reader} message={message} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function ReadAll({ reader, onRead }: { reader: Audience; onRead: () => void }) {
  const { busy, error, start } = useAction(async () => {
    await call('readNotifications', { body: { until: new Date().toISOString() } }, reader);
    forgetUnread();
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

function MessageRow({ reader, message }: { reader: Audience; message: Notification }) {
  const { id, title, text, at, read, subject } = message;
  const time = timeInWords(at);
  const reading = useAction(async () => {
    await call('readNotifications', { body: { ids: [id] } }, reader);
    forgetUnread();
  });
  const follow = () => {
    // Told in passing: if that fails, the message only stays unread.
    if (!read) void reading.start();
    open(reader === 'staff' ? staffPlaceOf(subject) : `/${residentPageOf(subject.kind, subject.id)}`);
  };
  return (
    <Row label={[title, text, time, !read && copy.unread].filter(Boolean).join('，')} onPress={follow}>
      <View className="row-title">{title}</View>
      <View>{text}</View>
      <View className="row-note row-facts">
        <View>{time}</View>
        {!read && <Badge tone="active">{copy.unread}</Badge>}
      </View>
    </Row>
  );
}

/** What a message leads to at work. */
function staffPlaceOf({ kind, id }: Notification['subject']): string {
  if (kind === 'appeal') return pages.myFigures();
  if (kind === 'bulletin') return pages.bulletin(id);
  if (kind === 'article') return pages.editorialArticle(id);
  if (kind === 'closure') return pages.closures();
  return kind === 'ticket' ? pages.ticket(id) : pages.staffQueue();
}
