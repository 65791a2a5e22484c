import { View } from '@tarojs/components';
import { pressable } from '../../platform/pressable';
import { copy } from '../copy';
import './index.scss';

interface SwitchRowProps {
  label: string;
  note?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off; the whole row can be pressed. */
export function SwitchRow({ label, note, on, onChange }: SwitchRowProps) {
  return (
    <View
      className={`switch-row${on ? ' switch-on' : ''}`}
      {...pressable(() => onChange(!on), { role: 'switch', label, checked: on })}
    >
      <View className="switch-body">
        <View className="switch-label">{label}</View>
        {note !== undefined && <View className="switch-note">{note}</View>}
      </View>
      <View className="switch-state">{on ? copy.on : copy.off}</View>
      <View className="switch-track">
        <View className="switch-knob" />
      </View>
    </View>
  );
}
