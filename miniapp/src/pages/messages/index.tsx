import { definePage } from '../../components/page';
import { copy } from '../../messages/copy';
import { MessageList } from '../../messages/message-list';
import { useVisits } from '../../platform/use-page-shown';

/** What the system has told the resident. */
function Messages() {
  // Whoever comes back from what a message leads to has read it.
  return <MessageList key={useVisits()} reader="resident" />;
}

export default definePage({ title: copy.title }, Messages);
