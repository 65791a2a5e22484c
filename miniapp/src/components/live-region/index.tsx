import { View } from '@tarojs/components';
import { useAnnouncement } from '../../platform/announce';
import { accessible } from '../../platform/pressable';
import './index.scss';

/**
 * Says what has come of a press to those who do not see it. It is there from the start: readers miss regions that come
 * with their words.
 */
export function LiveRegion() {
  return (
    <View className="live-region" aria-live="polite" {...accessible({ role: 'status' })}>
      {useAnnouncement()}
    </View>
  );
}
