import type { LegalAnswer } from '@linli/shared/api/types.ts';
import { z } from 'zod';
import { privacyPolicyOf, serviceTermsOf, templateEffectiveFrom, templateVersion } from './template.ts';

const words = z.string().trim().min(1);

const textFile = z.strictObject({
  version: words,
  effectiveFrom: z.iso.date(),
  sections: z.array(z.strictObject({ title: words, paragraphs: z.array(words).min(1) })).min(1),
});

/**
 * The file that LEGAL_FILE names: who runs the app and, where the built-in texts do not suit, texts of their own.
 */
export const legalFile = z.strictObject({
  operator: z.strictObject({
    name: words,
    department: words,
    phone: words,
    address: words,
    filingNumber: words.nullable().default(null),
  }),
  /** The district's legal-aid centre, for who no lawyer here may advise. */
  legalAid: z.strictObject({ name: words, phone: words }).nullable().default(null),
  privacyPolicy: textFile.optional(),
  serviceTerms: textFile.optional(),
});

export type LegalFile = z.infer<typeof legalFile>;

/** Who runs the app, and its two texts: the file's own, or the template filled in. */
export type LegalTexts = Pick<LegalAnswer, 'operator' | 'legalAid' | 'privacyPolicy' | 'serviceTerms'>;

export function legalTextsOf({ operator, legalAid, privacyPolicy, serviceTerms }: LegalFile): LegalTexts {
  const template = { version: templateVersion, effectiveFrom: templateEffectiveFrom };
  return {
    operator,
    legalAid,
    privacyPolicy: privacyPolicy ?? { ...template, sections: privacyPolicyOf(operator) },
    serviceTerms: serviceTerms ?? { ...template, sections: serviceTermsOf(operator) },
  };
}
