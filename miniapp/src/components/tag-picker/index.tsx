import type { ReasonTag } from '@linli/shared/reason-tags.ts';
import { View } from '@tarojs/components';
import { accessible, pressable } from '../../platform/pressable';
import './index.scss';

interface TagPickerProps {
  label: string;
  tags: readonly ReasonTag[];
  /** Codes of the chosen tags. */
  value: readonly string[];
  onChange: (codes: string[]) => void;
}

/** Reasons to tick, as many as apply or none. */
export function TagPicker({ label, tags, value, onChange }: TagPickerProps) {
  const toggle = (code: string) =>
    onChange(value.includes(code) ? value.filter((chosen) => chosen !== code) : [...value, code]);
  return (
    <View className="tag-picker" {...accessible({ role: 'group', label })}>
      {tags.map((tag) => {
        const checked = value.includes(tag.code);
        return (
          <View
            key={tag.code}
            className={`tag-choice${checked ? ' tag-chosen' : ''}`}
            {...pressable(() => toggle(tag.code), { role: 'checkbox', label: tag.label, checked })}
          >
            <View className="tag-box" />
            <View className="tag-words">{tag.label}</View>
          </View>
        );
      })}
    </View>
  );
}
