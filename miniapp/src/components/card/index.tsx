import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './index.scss';

/** A sheet of paper on the page that holds what belongs together. */
export function Card({ tone = 'plain', children }: PropsWithChildren<{ tone?: 'plain' | 'brand' }>) {
  return <View className={`card card-${tone}`}>{children}</View>;
}

/** Space between the cards of a page. */
export function Stack({ children }: PropsWithChildren) {
  return <View className="stack">{children}</View>;
}
