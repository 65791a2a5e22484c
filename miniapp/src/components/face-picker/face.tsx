import type { Grade } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import './face.scss';

/** A drawn face. The words stand beside it, so it is decoration to a screen reader. */
export function Face({ grade, small = false }: { grade: Grade; small?: boolean }) {
  return <View className={`face face-${grade}${small ? ' face-small' : ''}`} aria-hidden />;
}
