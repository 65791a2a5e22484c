import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import { Button } from '../button';
import './index.scss';

interface NoticeProps {
  tone: 'error' | 'info';
  text: string;
  action?: { label: string; onPress: () => void } | undefined;
}

/** A message inside the page: it stays until things have changed, and is read out when it appears. */
export function Notice({ tone, text, action }: NoticeProps) {
  return (
    <View className={`notice notice-${tone}`}>
      <View className="notice-text" {...accessible({ role: tone === 'error' ? 'alert' : 'status' })}>
        {text}
      </View>
      {action && <Button kind="secondary" label={action.label} onPress={action.onPress} />}
    </View>
  );
}
