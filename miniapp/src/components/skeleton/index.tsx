import { View } from '@tarojs/components';
import { accessible } from '../../platform/pressable';
import { copy } from '../copy';
import './index.scss';

/** The outline of what is about to appear, so that nothing jumps and nobody watches a wheel turn. */
export function Skeleton({ cards = 2 }: { cards?: number }) {
  return (
    <View className="skeleton" {...accessible({ role: 'status', label: copy.loading })}>
      {Array.from({ length: cards }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the outlines have no identity.
        <View key={index} className="skeleton-card">
          <View className="skeleton-line skeleton-short" />
          <View className="skeleton-line" />
          <View className="skeleton-line" />
        </View>
      ))}
    </View>
  );
}
