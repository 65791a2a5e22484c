import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type ArticleCategory, type Audience, articleCategories, audiences } from '@linli/shared/articles.ts';
import { type Matter, matters } from '@linli/shared/legal-service.ts';
import { useDidHide } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { randomId } from '../../platform/random-id';
import { createShelf } from '../../platform/shelf';
import { isRecord } from '../../platform/storage';
import type { LegalBasis } from '../article-body';

type EditorialArticle = AnswerOf<'getEditorialArticle'>;

/** An article as far as it has been written. It stays on this device until it is saved. */
export interface ArticleDraft {
  title: string;
  summary: string;
  category: ArticleCategory | null;
  matter: Matter | null;
  audiences: Audience[];
  department: string | null;
  legalBasis: LegalBasis[];
  coverImageId: string | null;
  campaign: string | null;
  /** One a line. */
  steps: string;
  related: string[];
  markdown: string;
  /** What it corrects, for readers. */
  correction: string;
  /** The version it was begun from; 0 for a new article. */
  version: number;
  /** Made with the draft and sent with every try, so that two tries never become two articles. */
  idempotencyKey: string;
}

const ageMaxMs = 30 * 24 * 60 * 60 * 1000;
const shelf = createShelf(() => 'article-drafts', { entriesMax: 10, ageMaxMs });

/** Several members of staff may share a device. */
const keyOf = (personId: string, articleId: string) => `${personId}.${articleId || 'new'}`;

/** Whether this person has begun an article here that was not saved. */
export function hasNewDraft(personId: string): boolean {
  return isDraft(shelf.get(keyOf(personId, ''))?.value);
}

/** The article as it is, or an empty one for the department of who writes. */
export function draftFrom(article: EditorialArticle | null, department: string | null): ArticleDraft {
  const idempotencyKey = randomId();
  if (article === null) {
    return {
      ...{ title: '', summary: '', category: null, matter: null, audiences: [], department },
      ...{ legalBasis: [], coverImageId: null, campaign: null, steps: '', related: [], markdown: '' },
      ...{ correction: '', version: 0, idempotencyKey },
    };
  }
  const { content, correction, version } = article;
  return {
    ...content,
    steps: content.steps.join('\n'),
    correction: correction ?? '',
    version,
    idempotencyKey,
  };
}

/** Writing a long text to the device takes an old phone a while, so not with every letter of it. */
const shortLength = 2000;
const keepAfterMs = 600;

/**
 * What is being written. Each change counts from the latest draft, drawn or not. It is kept at once; where the text is
 * long, a moment after the last change, and when the page is left or hidden.
 */
export function useArticleDraft(personId: string, articleId: string, fresh: ArticleDraft) {
  const key = keyOf(personId, articleId);
  const [begun] = useState(() => {
    const kept = shelf.get(key)?.value;
    return isDraft(kept) ? kept : null;
  });
  const [draft, setDraft] = useState(begun ?? fresh);
  const [resumed, setResumed] = useState(begun !== null);
  const latest = useRef(draft);
  const unkept = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = () => {
    clearTimeout(timer.current);
    if (unkept.current) shelf.put(key, latest.current);
    unkept.current = false;
  };
  const keepLatest = useRef(keep);
  keepLatest.current = keep;
  useDidHide(() => keepLatest.current());
  useEffect(() => () => keepLatest.current(), []);

  const drop = () => {
    clearTimeout(timer.current);
    unkept.current = false;
    shelf.drop(key);
  };
  return {
    draft,
    /** It goes on with what was left unsaved. */
    resumed,
    latest: () => latest.current,
    change(changes: Partial<ArticleDraft>) {
      latest.current = { ...latest.current, ...changes };
      unkept.current = true;
      setDraft(latest.current);
      if (latest.current.markdown.length <= shortLength) return keep();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => keepLatest.current(), keepAfterMs);
    },
    /** Gives up what was left unsaved. */
    startOver() {
      drop();
      latest.current = fresh;
      setDraft(fresh);
      setResumed(false);
    },
    /** The server has it. */
    drop,
  };
}

const textFields = ['title', 'summary', 'steps', 'markdown', 'correction', 'idempotencyKey'] as const;
const textOrNullFields = ['department', 'coverImageId', 'campaign'] as const;

function isDraft(value: unknown): value is ArticleDraft {
  return (
    isRecord(value) &&
    textFields.every((field) => typeof value[field] === 'string') &&
    textOrNullFields.every((field) => value[field] === null || typeof value[field] === 'string') &&
    (value.category === null || articleCategories.some((one) => one === value.category)) &&
    (value.matter === null || matters.some((one) => one === value.matter)) &&
    isList(value.audiences, (one) => audiences.some((known) => known === one)) &&
    isList(value.related, (one) => typeof one === 'string') &&
    isList(value.legalBasis, isBasis) &&
    typeof value.version === 'number'
  );
}

function isList(value: unknown, holds: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}

function isBasis(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.law === 'string' &&
    isList(value.articles, (one) => typeof one === 'string') &&
    (value.version === null || typeof value.version === 'string') &&
    typeof value.inForce === 'boolean'
  );
}
