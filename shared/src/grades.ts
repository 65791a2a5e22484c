/**
 * The five grades of the 好差评 (good-or-bad rating) system, one to five stars.
 * The lowest two are bad ratings (差评) and open a ticket.
 */
export const grades = [5, 4, 3, 2, 1] as const;

export type Grade = (typeof grades)[number];

export const gradeLabels: Record<Grade, string> = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意',
};

const highestBadGrade = 2;

/** True for the grades that open a ticket: 不满意 and 非常不满意. */
export function isBadGrade(grade: Grade): boolean {
  return grade <= highestBadGrade;
}
