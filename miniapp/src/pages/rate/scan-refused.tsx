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
  'scan-code-unknown': { kind: 'lost', title: '没有认出这个码', ways: ['otherCode'] },
  'scan-code-revoked': { kind: 'lost', title: '这个码已停用', ways: ['otherCode'] },
  'scan-code-expired': { kind: 'empty', title: '评价期已过', ways: ['home', 'myRatings'] },
  'already-rated': { kind: 'thanks', title: '已经评价过了', ways: ['myRatings', 'home'] },
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
      title={offline ? '没有连上' : '没有打开'}
      text={error.message}
      actions={[{ label: copy.retryOpen, onPress: onRetry }, ways.home]}
    />
  );
}
