import { useEffect, useRef } from 'react';

/**
 * On the web, moves the focus to a view when it opens, so that keyboard and screen reader start there, and back to where
 * it was when the view closes. WeChat moves its own. Spread the result into the view.
 */
export function useFocusOnOpen() {
  const view = useRef<{ focus: () => void }>(null);
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    const before = document.activeElement;
    view.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return process.env.TARO_ENV === 'h5' ? { ref: view, tabIndex: -1 } : {};
}
