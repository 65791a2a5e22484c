import { z } from 'zod';
import { consentPurposes } from '../consent.ts';
import type { SchemasFor } from './endpoint.ts';
import type { legalRoutes } from './legal.routes.ts';

/** A text to be drawn without HTML: each section a heading and its paragraphs. */
const legalText = z.strictObject({
  version: z.string(),
  /** The day it came into force, e.g. 2026-11-01. */
  effectiveFrom: z.iso.date(),
  sections: z.array(z.strictObject({ title: z.string(), paragraphs: z.array(z.string()) })),
});

const legalAnswer = z.strictObject({
  operator: z.strictObject({
    /** 运营单位 */
    name: z.string(),
    /** The department that answers questions about personal data. */
    department: z.string(),
    phone: z.string(),
    address: z.string(),
    /** 备案号; null where none is needed, as in a demonstration. */
    filingNumber: z.string().nullable(),
  }),
  /** The district's legal-aid centre; null where the installation names none. */
  legalAid: z.strictObject({ name: z.string(), phone: z.string() }).nullable(),
  privacyPolicy: legalText,
  serviceTerms: legalText,
  /** What stands beside each request for personal data; the version goes into the consent. */
  purposes: z.array(
    z.strictObject({
      id: z.enum(consentPurposes),
      version: z.int(),
      title: z.string(),
      collects: z.string(),
      why: z.string(),
      keeps: z.string(),
      without: z.string(),
      withdrawal: z.string(),
    }),
  ),
});

export const legalSchemas = {
  /** Sent with an ETag: ask again with If-None-Match and get 304 while nothing has changed. */
  getLegal: { answer: legalAnswer },
} as const satisfies SchemasFor<typeof legalRoutes>;
