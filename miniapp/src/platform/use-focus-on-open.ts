import { useEffect, useRef } from 'react';

/**
 * On the web, moves the focus to a view when it opens, so that keyboard and screen reader start there. WeChat moves
 * its own. Spread the result into the view.
 */
export function useFocusOnOpen() {
  const view = useRef<{ focus: () => void }>(null);
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') view.current?.focus();
  }, []);
  return process.env.TARO_ENV === 'h5' ? { ref: view, tabIndex: -1 } : {};
}
