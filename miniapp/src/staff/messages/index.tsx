import { useState } from 'react';
import { definePage } from '../../components/page';
import { copy } from '../../messages/copy';
import { MessageList } from '../../messages/message-list';
import type { CallError } from '../../platform/call-error';
import { useVisits } from '../../platform/use-page-shown';
import { useSignInAgain, useStaff } from '../use-staff';

/** What the system has told the person at work; each message leads to its ticket. */
function Messages() {
  const person = useStaff();
  const [failure, setFailure] = useState<CallError | null>(null);
  useSignInAgain(failure);
  // Whoever comes back from a ticket has read its message.
  const visits = useVisits();
  return person && <MessageList key={visits} reader="staff" onFailed={setFailure} />;
}

export default definePage({ title: copy.title }, Messages);
