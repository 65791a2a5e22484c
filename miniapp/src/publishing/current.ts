import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { CallError } from '../platform/call-error';
import { isRecord } from '../platform/storage';

type EditorialArticle = AnswerOf<'getEditorialArticle'>;

/** How the article stands now, as the refusal says: somebody else was quicker. Null for any other refusal. */
export function currentOf({ code, details }: CallError): EditorialArticle | null {
  if (code !== 'article-changed' || !isRecord(details)) return null;
  const { current } = details;
  return isArticle(current) ? current : null;
}

function isArticle(value: unknown): value is EditorialArticle {
  return isRecord(value) && typeof value.version === 'number' && isRecord(value.content);
}
