/** How a question is answered. */
export const questionKinds = ['single', 'multiple'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionKindLabels: Record<QuestionKind, string> = { single: '单选', multiple: '多选' };

/** Most questions of a quiz, and options of a question. */
export const questionsMax = 20;
export const optionsMax = 6;

/** A, B, C … for the option of this index. */
export const optionLetter = (index: number): string => String.fromCharCode(65 + index);
