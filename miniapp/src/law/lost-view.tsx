import { FailedView, StateView } from '../components/state-view';
import type { CallError } from '../platform/call-error';

interface LostViewProps {
  error: CallError;
  title: string;
  text: string;
  /** The way on from what is not there. */
  action: { label: string; onPress: () => void };
  onRetry: () => void;
}

/** What is not there says so and leads on; anything else can be tried again. */
export function LostView({ error, title, text, action, onRetry }: LostViewProps) {
  if (error.code !== 'not-found') return <FailedView error={error} onRetry={onRetry} />;
  return <StateView kind="lost" title={title} text={text} actions={[action]} />;
}
