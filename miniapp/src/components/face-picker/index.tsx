import { type Grade, gradeLabels, grades } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { accessible, pressable } from '../../platform/pressable';
import { Face } from './face';
import './index.scss';

interface FacePickerProps {
  label: string;
  /** Null until the resident has chosen: nothing is preset. */
  value: Grade | null;
  onChange: (grade: Grade) => void;
}

/** The five grades as faces, all of the same size and one press away. */
export function FacePicker({ label, value, onChange }: FacePickerProps) {
  return (
    <View className="face-picker" {...accessible({ role: 'radiogroup', label })}>
      {grades.map((grade) => (
        <View
          key={grade}
          className={`face-choice${grade === value ? ' face-chosen' : ''}`}
          {...pressable(() => onChange(grade), {
            role: 'radio',
            label: gradeLabels[grade],
            checked: grade === value,
          })}
        >
          <Face grade={grade} />
          <View className="face-words">
            {wordsOf(grade).map((word) => (
              <View key={word} className="face-word">
                {word}
              </View>
            ))}
          </View>
          <View className="face-tick" />
        </View>
      ))}
    </View>
  );
}

/** Breaks 非常不满意 after 非常, never inside a word. */
function wordsOf(grade: Grade): string[] {
  const label = gradeLabels[grade];
  return /^(非常|基本)/.test(label) ? [label.slice(0, 2), label.slice(2)] : [label];
}
