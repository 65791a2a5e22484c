import { useState } from 'react';
import { useShownAgain } from '../platform/use-page-shown';

/** How often the page has been come back to: what it lists may have changed meanwhile. 0 when it opens. */
export function useVisits(): number {
  const [visits, setVisits] = useState(0);
  useShownAgain(() => setVisits((count) => count + 1));
  return visits;
}
