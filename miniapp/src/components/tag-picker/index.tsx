import { View } from '@tarojs/components';
import { accessible, pressable } from '../../platform/pressable';
import { Icon } from '../icon';
import './index.scss';

interface TagPickerProps {
  label: string;
  tags: readonly { code: string; label: string }[];
  /** Codes of the chosen tags. */
  value: readonly string[];
  onToggle: (code: string) => void;
}

/** Reasons to tick, as many as apply or none. */
export function TagPicker({ label, tags, value, onToggle }: TagPickerProps) {
  return (
    <View className="tag-picker" {...accessible({ role: 'group', label })}>
      {tags.map((tag) => {
        const checked = value.includes(tag.code);
        return (
          <View
            key={tag.code}
            className={`tag-choice${checked ? ' tag-chosen' : ''}`}
            {...pressable(() => onToggle(tag.code), { role: 'checkbox', label: tag.label, checked })}
          >
            <View className="tag-box">{checked && <Icon name="tick" />}</View>
            <View className="tag-words">{tag.label}</View>
          </View>
        );
      })}
    </View>
  );
}
