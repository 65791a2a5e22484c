import { consentPurposes, purposeTexts } from '@linli/shared/consent.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { LegalTexts } from './texts.ts';

export { type LegalTexts, legalFile, legalTextsOf } from './texts.ts';

export interface Legal {
  handlers: Handlers<'getLegal'>;
}

/** Says who runs the app and what they promise. The same for everyone until the next start. */
export function createLegal(texts: LegalTexts): Legal {
  const purposes = consentPurposes.map((id) => ({ id, ...purposeTexts[id] }));
  return {
    handlers: {
      getLegal: async () => ({ ...texts, purposes }),
    },
  };
}
