import { useRef, useState } from 'react';
import { type CallError, toCallError } from './call-error';

/** What an action answers with when the page is being left: nothing more is to be started on it. */
export const leaving = 'leaving';

/**
 * What a press starts, one at a time: presses while it is under way do nothing, also those that arrive before the first
 * is drawn. `start` answers whether it was done. What it throws stays in `error` until the next start.
 */
export function useAction<Args extends unknown[]>(
  act: (...args: Args) => Promise<unknown>,
  onError?: (error: CallError) => void,
) {
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const end = () => {
    underWay.current = false;
    setBusy(false);
  };

  const start = async (...args: Args): Promise<boolean> => {
    if (underWay.current) return false;
    underWay.current = true;
    setBusy(true);
    setError(null);
    try {
      if ((await act(...args)) !== leaving) end();
      return true;
    } catch (thrown) {
      const problem = toCallError(thrown);
      end();
      setError(problem);
      onError?.(problem);
      return false;
    }
  };

  return { busy, error, start, clearError: () => setError(null) };
}
