import type { AnswerOf } from '@linli/shared/api/types.ts';
import { useEffect, useState } from 'react';
import { call } from '../../platform/api';
import { isSignedIn } from '../../platform/session';

export type Mine = AnswerOf<'getMyArticle'>;

const nothing: Mine = { favourite: false, verdict: null };

export interface UsedMine {
  mine: Mine;
  setMine: (mine: Mine) => void;
}

/**
 * What the resident said of an article, and whether they keep it. Nobody is signed in to read: who has given nothing
 * here has said nothing.
 */
export function useMine(id: string): UsedMine {
  const [mine, setMine] = useState(nothing);
  useEffect(() => {
    let stays = true;
    if (isSignedIn('resident')) {
      call('getMyArticle', { params: { id } }).then(
        (known) => stays && setMine(known),
        // It only shows how things stand; saying it again changes nothing.
        () => {},
      );
    }
    return () => {
      stays = false;
    };
  }, [id]);
  return { mine, setMine };
}
