import type { Grade } from '@linli/shared/grades.ts';
import { useState } from 'react';
import { dropDraft, loadDraft, type RatingDraft, saveDraft } from '../../platform/drafts';

/** What is being filled in for a scene. Each change is kept on the device at once. */
export function useDraft(scene: string) {
  const [draft, setDraft] = useState(() => loadDraft(scene));

  const change = (changes: Partial<RatingDraft>) => {
    const changed = { ...draft, ...changes };
    setDraft(changed);
    saveDraft(scene, changed);
  };

  return {
    draft,
    change,
    /** Tags belong to a grade, so another grade starts without; the comment stays. */
    chooseGrade: (grade: Grade) => change(grade === draft.grade ? {} : { grade, tags: [] }),
    drop: () => dropDraft(scene),
  };
}
