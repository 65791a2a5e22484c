import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import { Button } from '../button';
import { Icon } from '../icon';
import './index.scss';

/** The mark of each tone, so that the colour is never the only sign. */
const marks = { error: 'warning', info: 'info', done: 'tick' } as const;

interface NoticeProps {
  tone: keyof typeof marks;
  text: string;
  action?: { label: string; onPress: () => void } | undefined;
}

/** A message inside the page: it stays until things have changed, and is read out when it appears. */
export function Notice({ tone, text, action }: NoticeProps) {
  return (
    <View className={`notice notice-${tone}`}>
      <View className="notice-words" {...accessible({ role: tone === 'error' ? 'alert' : 'status' })}>
        <Icon name={marks[tone]} />
        <View className="notice-text">{text}</View>
      </View>
      {action && <Button kind="secondary" label={action.label} onPress={action.onPress} />}
    </View>
  );
}
