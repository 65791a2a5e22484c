import type { BodyOf } from '@linli/shared/api/types.ts';
import type { CallError } from '../../platform/call-error';
import { replaceWith } from '../../platform/navigation';
import { outbox, ratingEntry } from '../../platform/outbox';
import { leaving, useAction } from '../../platform/use-action';

interface SubmitOutcome {
  /** The rating is no longer the form's: it waits on the device. */
  onKept: () => void;
  onRefused: (error: CallError) => void;
}

/**
 * Hands a rating to the outbox, one at a time. When the server has it, what happens next takes the place of the form;
 * `title` says in the resident's list what was rated.
 */
export function useSubmit(title: string, { onKept, onRefused }: SubmitOutcome) {
  const { busy, error, start } = useAction(async (body: BodyOf<'submitRating'>) => {
    const outcome = await outbox.submit(ratingEntry(body, title));
    if (outcome.state === 'refused') throw outcome.error;
    if (outcome.state === 'sent') {
      replaceWith(outcome.leadsTo);
      return leaving;
    }
    return onKept();
  }, onRefused);
  return { sending: busy, error, submit: start };
}
