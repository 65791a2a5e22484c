import { type Grade, gradeLabels, grades } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { arrowKeys } from '../../platform/keyboard';
import { accessible, pressable } from '../../platform/pressable';
import { Icon } from '../icon';
import { Face } from './face';
import { wordsOf } from './grade-words';
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
    <View className="face-picker" {...accessible({ role: 'radiogroup', label })} {...arrowKeys('radio')}>
      {grades.map((grade, index) => {
        const checked = grade === value;
        return (
          <View
            key={grade}
            className={`face-choice${checked ? ' face-chosen' : ''}`}
            {...pressable(() => onChange(grade), {
              role: 'radio',
              label: gradeLabels[grade],
              checked,
              tabStop: checked || (value === null && index === 0),
            })}
          >
            <Face grade={grade} />
            <View className="face-words">
              {wordsOf(grade).map((word) => (
                <View key={word}>{word}</View>
              ))}
            </View>
            {checked && (
              <View className="face-tick">
                <Icon name="tick" />
              </View>
            )}
          </View>
        );
      })}
    </View>
  );
}
