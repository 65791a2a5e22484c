import { Notice } from '../../components/notice';
import { type CallError, failureWords, isConnectionError } from '../../platform/call-error';
import { pages, replaceWith } from '../../platform/navigation';
import { copy } from './copy';

/** True when the server has a rating for this already, so that the draft has served its purpose. */
export function isAlreadyThere(error: CallError): boolean {
  return error.code === 'already-rated' || error.code === 'idempotency-key-reused';
}

/** Why the rating was not sent. The form stays as it is, so that pressing again is all it takes. */
export function SubmitFailure({ error }: { error: CallError }) {
  const seeMine = isAlreadyThere(error) || error.code === 'rated-recently';
  const toMyRatings = { label: copy.myRatings, onPress: () => replaceWith(pages.myRatings()) };
  return <Notice tone="error" text={wordsFor(error)} action={seeMine ? toMyRatings : undefined} />;
}

function wordsFor(error: CallError): string {
  return isConnectionError(error) ? `${error.message}。${copy.kept}` : failureWords(error);
}
