import { useEffect, useState } from 'react';
import { Notice } from '../components/notice';
import { agoInWords } from '../platform/time-words';
import type { Dated } from '../platform/use-answer';
import { copy } from './copy';

/** A newer answer that comes within this time replaces the older one without a word, so that nothing jumps. */
const quietMs = 1_500;
const minuteMs = 60_000;

interface AgeNoticeProps {
  /** Null when what is shown is today's. */
  dated: Dated | null;
  onRetry: () => void;
}

/** How old what is shown is, and why there is nothing newer. */
export function AgeNotice({ dated, onRetry }: AgeNoticeProps) {
  return dated && <Age at={dated.at} failed={dated.error !== null} onRetry={onRetry} />;
}

function Age({ at, failed, onRetry }: { at: number; failed: boolean; onRetry: () => void }) {
  const [now, setNow] = useState(Date.now);
  const [slow, setSlow] = useState(false);

  useEffect(() => {
    const quiet = setTimeout(() => setSlow(true), quietMs);
    const clock = setInterval(() => setNow(Date.now()), minuteMs);
    return () => {
      clearTimeout(quiet);
      clearInterval(clock);
    };
  }, []);

  if (failed) {
    const retry = { label: copy.retry, onPress: onRetry };
    return <Notice tone="info" text={copy.notUpdated(agoInWords(at, now))} action={retry} />;
  }
  return slow ? <Notice tone="info" text={copy.updating(agoInWords(at, now))} /> : null;
}
