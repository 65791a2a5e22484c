import { View } from '@tarojs/components';
import { pressable } from '../../platform/pressable';
import './index.scss';

interface ButtonProps {
  label: string;
  onPress: () => void;
  /** One `primary` a screen: what most people came for. */
  kind?: 'primary' | 'secondary' | 'plain';
  /** The words shown while the press is being acted on; further presses do nothing then. */
  busyLabel?: string | undefined;
  /** What is read out where the label alone would not say enough. */
  accessibleLabel?: string;
}

/** A button as wide as its place. */
export function Button({ label, onPress, kind = 'primary', busyLabel, accessibleLabel }: ButtonProps) {
  const busy = busyLabel !== undefined;
  return (
    <View
      className={`button button-${kind}${busy ? ' button-busy' : ''}`}
      {...pressable(onPress, { disabled: busy, label: busyLabel ?? accessibleLabel })}
    >
      {busyLabel ?? label}
    </View>
  );
}
