/** What becomes of the open tickets of someone who is away, from the first day on. */
export const handOvers = ['deputy', 'routing', 'keep'] as const;
export type HandOver = (typeof handOvers)[number];

export const handOverLabels: Record<HandOver, string> = {
  deputy: '交给代班人',
  routing: '按分派规则交给其他人',
  keep: '留着，回来再办',
};

/** Nobody is away for longer without its being entered again. */
export const absenceDaysMax = 366;
