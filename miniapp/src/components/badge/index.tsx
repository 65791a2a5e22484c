import { View } from '@tarojs/components';
import { Icon, type IconName } from '../icon';
import './index.scss';

/** What a badge means; each has a mark of its own, so that the colour is never the only sign. */
const marks = { waiting: 'info', active: 'next', done: 'tick', late: 'warning' } as const satisfies Record<
  string,
  IconName
>;

export type BadgeTone = keyof typeof marks;

/** Where something stands, in a word: it waits, it is under way, it is done, it is late. */
export function Badge({ tone, children }: { tone: BadgeTone; children: string }) {
  return (
    <View className={`badge badge-${tone}`}>
      <Icon name={marks[tone]} />
      <View className="badge-words">{children}</View>
    </View>
  );
}
