import { View } from '@tarojs/components';
import { pressable } from '../../platform/pressable';
import './index.scss';

interface ButtonProps {
  label: string;
  /** What a screen reader says instead, where several buttons of a page have the same words; it begins with them. */
  name?: string;
  onPress: () => void;
  /** One `primary` a screen: what most people came for. */
  kind?: 'primary' | 'secondary';
  /** The words shown while the press is being acted on; further presses do nothing then. */
  busyLabel?: string | undefined;
}

/** A button as wide as its place. */
export function Button({ label, name, onPress, kind = 'primary', busyLabel }: ButtonProps) {
  const busy = busyLabel !== undefined;
  return (
    <View
      className={`button button-${kind}${busy ? ' button-busy' : ''}`}
      {...pressable(onPress, { disabled: busy, ...(name !== undefined && { label: name }) })}
    >
      {busyLabel ?? label}
    </View>
  );
}
