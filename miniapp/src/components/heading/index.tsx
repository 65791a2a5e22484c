import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { accessible } from '../../platform/pressable';
import './index.scss';

/** A heading inside a page; the page's own title is level 1. */
export function Heading({ level = 2, children }: PropsWithChildren<{ level?: 1 | 2 }>) {
  return (
    <View className={`heading heading-${level}`} {...accessible({ role: 'heading', level })}>
      {children}
    </View>
  );
}
