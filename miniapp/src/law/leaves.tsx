import { useState } from 'react';
import { Button } from '../components/button';
import { copy } from './copy';

/** A part of a long list that is all there: an old phone draws no more at once. Turned with what `LeafTurner` draws. */
export function useLeaves<Item>(items: readonly Item[], size: number) {
  const [from, setFrom] = useState(0);
  return {
    shown: items.slice(from, from + size),
    next: from + size < items.length ? () => setFrom(from + size) : null,
    previous: from > 0 ? () => setFrom(from - size) : null,
  };
}

/** The way to the other parts; nothing when there is only one. */
export function LeafTurner({ next, previous }: Pick<ReturnType<typeof useLeaves>, 'next' | 'previous'>) {
  return (
    <>
      {next && <Button kind="secondary" label={copy.pager.next} onPress={next} />}
      {previous && <Button kind="secondary" label={copy.pager.previous} onPress={previous} />}
    </>
  );
}
