import { StateView } from '../../components/state-view';
import { type CallError, isConnectionError } from '../../platform/call-error';
import { goHome, pages, replaceWith } from '../../platform/navigation';
import { copy } from './copy';

interface Refusal {
  kind: 'empty' | 'lost' | 'thanks';
  title: string;
  /** What helps here, the most likely first. */
  ways: readonly (keyof typeof ways)[];
}

const ways = {
  home: { label: copy.home, onPress: goHome },
  otherCode: { label: copy.otherCode, onPress: goHome },
  myRatings: { label: copy.myRatings, onPress: () => replaceWith(pages.myRatings()) },
};

const refusals: Partial<Record<CallError['code'], Refusal>> = {
  'scan-code-unknown': { kind: 'lost', title: copy.unknownTitle, ways: ['otherCode'] },
  'scan-code-revoked': { kind: 'lost', title: copy.revokedTitle, ways: ['otherCode'] },
  'scan-code-expired': { kind: 'empty', title: copy.expiredTitle, ways: ['home', 'myRatings'] },
  'already-rated': { kind: 'thanks', title: copy.ratedTitle, ways: ['myRatings', 'home'] },
};

/** A scan that leads to no form: each reason in its own words, with the step that helps. */
export function ScanRefused({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const refusal = refusals[error.code];
  if (refusal) {
    const actions = refusal.ways.map((way) => ways[way]);
    return <StateView kind={refusal.kind} title={refusal.title} text={error.message} actions={actions} />;
  }
  const offline = isConnectionError(error);
  return (
    <StateView
      kind={offline ? 'offline' : 'error'}
      title={offline ? copy.offlineTitle : copy.failedTitle}
      text={error.message}
      actions={[{ label: copy.retryOpen, onPress: onRetry }, ways.home]}
    />
  );
}
