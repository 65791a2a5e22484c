import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { copy } from './copy';

const minuteMs = 60_000;
const tickMs = 20_000;

/** How old what is shown is. */
export function Age({ at }: { at: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.floor(Math.max(0, now - at) / minuteMs);
  return <View className="row-note">{minutes === 0 ? copy.justNow : copy.age(minutes)}</View>;
}
