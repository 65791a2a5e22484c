import { useDidHide, useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';

/** False while another page lies on top of this one. */
export function usePageShown(): boolean {
  const [shown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  return shown;
}

/** How often the page has been come back to: what it lists may have changed meanwhile. 0 when it opens. */
export function useVisits(): number {
  const [visits, setVisits] = useState(0);
  useShownAgain(() => setVisits((count) => count + 1));
  return visits;
}

/** Calls back when someone comes back to the page, not when it opens. */
export function useShownAgain(shownAgain: () => void): void {
  const opened = useRef(false);
  useDidShow(() => {
    if (opened.current) shownAgain();
    opened.current = true;
  });
}
