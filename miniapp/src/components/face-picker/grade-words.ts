import { type Grade, gradeLabels } from '@linli/shared/grades.ts';

/** Breaks 非常不满意 after 非常, never inside a word. */
export function wordsOf(grade: Grade): string[] {
  const label = gradeLabels[grade];
  return /^(非常|基本)/.test(label) ? [label.slice(0, 2), label.slice(2)] : [label];
}
