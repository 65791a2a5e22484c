import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { useRef, useState } from 'react';
import { call } from '../../platform/api';
import { type CallError, toCallError } from '../../platform/call-error';

interface SubmitOutcome {
  onSent: (rating: AnswerOf<'submitRating'>) => void;
  onRefused: (error: CallError) => void;
}

/** Sends a rating, one try at a time: presses while one is under way do nothing. */
export function useSubmit({ onSent, onRefused }: SubmitOutcome) {
  const underWay = useRef(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const submit = async (body: BodyOf<'submitRating'>) => {
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(null);
    try {
      onSent(await call('submitRating', { body }));
    } catch (thrown) {
      const refusal = toCallError(thrown);
      setError(refusal);
      onRefused(refusal);
      underWay.current = false;
      setSending(false);
    }
  };

  return { sending, error, submit };
}
