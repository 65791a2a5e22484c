import type { Grade } from '@linli/shared/grades.ts';
import { useRef, useState } from 'react';
import { dropDraft, loadDraft, type RatingDraft, saveDraft } from '../platform/drafts';

/**
 * What is being filled in for a scene, or for a rating that is supplemented. Each change is kept on the device at once,
 * and counts from the latest draft, drawn or not: on a slow phone several touches arrive before the first of them is
 * drawn.
 */
export function useDraft(about: string) {
  const [draft, setDraft] = useState(() => loadDraft(about));
  const latest = useRef(draft);

  const change = (changes: Partial<RatingDraft>) => {
    latest.current = { ...latest.current, ...changes };
    setDraft(latest.current);
    saveDraft(about, latest.current);
  };

  return {
    draft,
    change,
    /** The draft with all changes so far, for sending. */
    latest: () => latest.current,
    /** Tags belong to a grade, so another grade starts without; the comment stays. */
    chooseGrade: (grade: Grade) => change(grade === latest.current.grade ? {} : { grade, tags: [] }),
    toggleTag: (code: string) => {
      const { tags } = latest.current;
      change({ tags: tags.includes(code) ? tags.filter((chosen) => chosen !== code) : [...tags, code] });
    },
    drop: () => dropDraft(about),
  };
}
