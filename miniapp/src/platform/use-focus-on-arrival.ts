import { useEffect, useRef } from 'react';

let arrivals = 0;

/**
 * On the web, moves the focus to a page's title when the page is opened from another one, as a browser does with a new
 * document: keyboard and screen reader go on from there. The first page is left alone. Spread the result into the title.
 */
export function useFocusOnArrival() {
  const title = useRef<{ focus: (options: { preventScroll: boolean }) => void }>(null);
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    arrivals += 1;
    if (arrivals > 1) title.current?.focus({ preventScroll: true });
  }, []);
  return process.env.TARO_ENV === 'h5' ? { ref: title, tabIndex: -1 } : {};
}
