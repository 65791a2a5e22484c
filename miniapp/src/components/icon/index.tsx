import { View } from '@tarojs/components';
import './index.scss';

export const iconNames = [
  'home',
  'ratings',
  'me',
  'back',
  'next',
  'close',
  'tick',
  'scan',
  'info',
  'warning',
] as const;

export type IconName = (typeof iconNames)[number];

/** A small drawing in the colour of the text. The words stand beside it, so it is decoration to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return <View className={`icon icon-${name}`} aria-hidden />;
}
