import { View } from '@tarojs/components';
import './index.scss';

export const illustrationNames = ['empty', 'error', 'offline', 'lost', 'thanks'] as const;

export type IllustrationName = (typeof illustrationNames)[number];

/** A drawing out of the neighbourhood for how things are. It says nothing that the words below do not. */
export function Illustration({ name }: { name: IllustrationName }) {
  return <View className={`illustration illustration-${name}`} aria-hidden />;
}
