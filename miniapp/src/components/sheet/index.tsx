import { View } from '@tarojs/components';
import { type PropsWithChildren, useEffect } from 'react';
import { holdPage } from '../../platform/hold-page';
import { dialogKeys } from '../../platform/keyboard';
import { accessible, pressable, scrollable } from '../../platform/pressable';
import { useFocusOnOpen } from '../../platform/use-focus-on-open';
import { copy } from '../copy';
import { Heading } from '../heading';
import { Icon } from '../icon';
import './index.scss';

interface SheetProps {
  title: string;
  onClose: () => void;
}

/**
 * Comes up from the bottom for one task. A touch beside it does not close it, so that a slip loses no typed text;
 * the page behind stays where it is.
 */
export function Sheet({ title, onClose, children }: PropsWithChildren<SheetProps>) {
  const focus = useFocusOnOpen();
  useEffect(holdPage, []);
  return (
    <View className="sheet-shade">
      <View
        className="sheet"
        aria-modal
        {...accessible({ role: 'dialog', label: title })}
        {...focus}
        {...dialogKeys(onClose)}
      >
        <View className="sheet-header">
          <Heading>{title}</Heading>
          <View className="sheet-close" {...pressable(onClose, { label: copy.close })}>
            <Icon name="close" />
          </View>
        </View>
        <View className="sheet-body" {...scrollable}>
          {children}
        </View>
      </View>
    </View>
  );
}
