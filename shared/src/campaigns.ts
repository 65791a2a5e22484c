/** What a campaign's page is made of. */
export const moduleKinds = ['text', 'articles', 'quizzes', 'consult'] as const;
export type ModuleKind = (typeof moduleKinds)[number];

/** A plan of law popularisation that an installation works by, e.g. 八五普法, with its first and last year. */
export interface PublicityPlan {
  name: string;
  from: number;
  to: number;
}

/** The plan that a year belongs to; null where the installation names none. */
export function planOf(plans: readonly PublicityPlan[], year: number): string | null {
  return plans.find(({ from, to }) => from <= year && year <= to)?.name ?? null;
}
