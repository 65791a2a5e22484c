import { type ConsentPurpose, type PurposeText, purposeTexts } from '@linli/shared/consent.ts';
import { useState } from 'react';
import { call } from '../platform/api';
import type { CallError } from '../platform/call-error';

/**
 * What stands beside a request for personal data: the text this app came with. Tell it of refusals: when the server has
 * a newer text, that one takes its place, and what was agreed to before no longer counts.
 */
export function usePurpose(id: ConsentPurpose) {
  const [text, setText] = useState<PurposeText>(purposeTexts[id]);

  const heedRefusal = async (error: CallError): Promise<void> => {
    if (error.code !== 'consent-needed') return;
    try {
      const { purposes } = await call('getLegal', {});
      setText((shown) => purposes.find((purpose) => purpose.id === id) ?? shown);
    } catch {
      // The next refusal asks again.
    }
  };

  return { text, heedRefusal };
}
