import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { accessible, pressable } from '../../platform/pressable';
import { Heading } from '../heading';
import './index.scss';

interface SheetProps {
  title: string;
  onClose: () => void;
}

/** Comes up from the bottom for one task. It closes by its own button only, so that a slip loses no typed text. */
export function Sheet({ title, onClose, children }: PropsWithChildren<SheetProps>) {
  return (
    <View className="sheet-shade" catchMove>
      <View className="sheet" {...accessible({ role: 'dialog', label: title })} aria-modal>
        <View className="sheet-header">
          <Heading>{title}</Heading>
          <View className="sheet-close" {...pressable(onClose, { label: '关闭' })} />
        </View>
        <View className="sheet-body">{children}</View>
      </View>
    </View>
  );
}
