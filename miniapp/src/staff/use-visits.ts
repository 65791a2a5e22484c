import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';

/** How often the page has been come back to: what it lists may have changed meanwhile. 0 when it opens. */
export function useVisits(): number {
  const [visits, setVisits] = useState(0);
  const opened = useRef(false);
  useDidShow(() => {
    if (opened.current) setVisits((count) => count + 1);
    opened.current = true;
  });
  return visits;
}
