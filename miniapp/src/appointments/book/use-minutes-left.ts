import { useEffect, useState } from 'react';

const minuteMs = 60_000;
const secondMs = 1_000;

const minutesUntil = (moment: string | null) =>
  moment === null ? 0 : Math.max(0, Math.ceil((Date.parse(moment) - Date.now()) / minuteMs));

/** How many minutes are left, the begun one included; 0 when it is over. It is drawn again once a minute, no more. */
export function useMinutesLeft(moment: string | null): number {
  const [minutes, setMinutes] = useState(() => minutesUntil(moment));
  useEffect(() => {
    setMinutes(minutesUntil(moment));
    const clock = setInterval(() => setMinutes(minutesUntil(moment)), secondMs);
    return () => clearInterval(clock);
  }, [moment]);
  return minutes;
}
