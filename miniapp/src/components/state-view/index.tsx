import { View } from '@tarojs/components';
import type { CallError } from '../../platform/call-error';
import { failureWords, isConnectionError } from '../../platform/call-error';
import { accessible } from '../../platform/pressable';
import { Button } from '../button';
import { copy } from '../copy';
import { Heading } from '../heading';
import { Illustration, type IllustrationName } from '../illustration';
import './index.scss';

interface StateViewProps {
  kind: IllustrationName;
  title: string;
  text?: string;
  /** Ways on; the first is the one most people want. */
  actions?: readonly { label: string; onPress: () => void }[];
}

/** A page or a part of it that has nothing to show but how things are, and what to do about it. */
export function StateView({ kind, title, text, actions = [] }: StateViewProps) {
  const role = kind === 'empty' || kind === 'thanks' ? 'status' : 'alert';
  return (
    <View className="state-view">
      <View className="state-words" {...accessible({ role })}>
        <Illustration name={kind} />
        <Heading>{title}</Heading>
        {text !== undefined && <View className="state-text">{text}</View>}
      </View>
      <View className="state-actions">
        {actions.map(({ label, onPress }, index) => (
          <Button key={label} kind={index === 0 ? 'primary' : 'secondary'} label={label} onPress={onPress} />
        ))}
      </View>
    </View>
  );
}

/** A call that failed, with the one thing that always may help. */
export function FailedView({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const offline = isConnectionError(error);
  return (
    <StateView
      kind={offline ? 'offline' : 'error'}
      title={offline ? copy.offlineTitle : copy.failedTitle}
      text={failureWords(error)}
      actions={[{ label: copy.retry, onPress: onRetry }]}
    />
  );
}
