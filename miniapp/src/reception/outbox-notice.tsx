import { Notice } from '../components/notice';
import { open, pages } from '../platform/navigation';
import { useOutbox } from '../platform/outbox';
import { copy } from './copy';

/** What the resident may have to act on comes first. */
const byWeight = [
  { state: 'refused', tone: 'error' },
  { state: 'waiting', tone: 'info' },
  { state: 'sent', tone: 'done' },
] as const;

/** In one line what has become of what the resident sent off; nothing when there is nothing to know. */
export function OutboxNotice() {
  const entries = useOutbox();
  const count = (state: string) => entries.filter((entry) => entry.state === state).length;
  const news = byWeight.find(({ state }) => count(state) > 0);
  if (!news) return null;
  const look = { label: copy.look, onPress: () => open(pages.myRatings()) };
  return <Notice tone={news.tone} text={copy[news.state](count(news.state))} action={look} />;
}
