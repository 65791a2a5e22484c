import type { Counts } from '.';

/** How many ratings, of every grade and channel. */
export function ratingsOf({ ratings }: Pick<Counts, 'ratings'>): number {
  return ratings.reduce((sum, { count }) => sum + count, 0);
}
