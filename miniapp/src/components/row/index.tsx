import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { accessible, pressable } from '../../platform/pressable';
import { Icon } from '../icon';
import './index.scss';

/** Rows below one another, on one sheet of paper. */
export function List({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <View className="list" {...accessible({ role: 'list', label })}>
      {children}
    </View>
  );
}

interface RowProps {
  /** What is read out: everything the row shows, in the order of its weight. */
  label: string;
  onPress: () => void;
  /** Drawn before the words. */
  lead?: ReactNode;
}

/** A row that leads somewhere. */
export function Row({ label, onPress, lead, children }: PropsWithChildren<RowProps>) {
  return (
    <View {...accessible({ role: 'listitem' })}>
      <View className="row" {...pressable(onPress, { label })}>
        {lead}
        <View className="row-body">{children}</View>
        <Icon name="next" />
      </View>
    </View>
  );
}

interface DoorProps {
  title: string;
  note?: string;
  onPress: () => void;
}

/** A row that is no more than the name of where it leads, and perhaps a line about it. */
export function Door({ title, note, onPress }: DoorProps) {
  return (
    <Row label={[title, note].filter(Boolean).join('，')} onPress={onPress}>
      <View className="row-title">{title}</View>
      {note !== undefined && <View className="row-note">{note}</View>}
    </Row>
  );
}

/** A label with what it says, for reading only. */
export function Fact({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <View className="fact">
      <View className="fact-label">{label}</View>
      <View className="fact-value">{children}</View>
    </View>
  );
}
