import type { OpenSlot } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { pressable } from '../platform/pressable';
import './slot-button.scss';

interface SlotButtonProps {
  slot: OpenSlot;
  title: string;
  notes: readonly string[];
  onChoose: (slot: OpenSlot) => void;
}

/** A time to choose. One that is full says so and cannot be pressed. */
export function SlotButton({ slot, title, notes, onChoose }: SlotButtonProps) {
  const full = slot.free === 0;
  const words = notes.filter(Boolean);
  return (
    <View
      className={`slot${full ? ' slot-full' : ''}`}
      {...pressable(() => onChoose(slot), { disabled: full, label: [title, ...words].join('，') })}
    >
      <View className="slot-title">{title}</View>
      {words.map((note) => (
        <View key={note} className="slot-note">
          {note}
        </View>
      ))}
    </View>
  );
}
