import MiniSearch, { type SearchResult } from 'minisearch';
import { excerptOf, markWords, type Segment } from '../../../platform/chinese/excerpts.ts';
import { wordsOf } from '../../../platform/chinese/segmentation.ts';
import { createCorrections } from './corrections.ts';
import { readQuery } from './query.ts';
import { createSuggestions } from './suggestions.ts';

export type { Segment } from '../../../platform/chinese/excerpts.ts';

/** What of an article can be searched: plain text, without Markdown. */
export interface SearchDocument {
  id: string;
  title: string;
  summary: string;
  /** Labels that stand for it: its matter, whom it is for, the laws it rests on. */
  topics: readonly string[];
  /** Body and "what to do" steps. */
  text: string;
}

export interface SearchHit {
  id: string;
  /** The title with the words that were found marked. */
  readonly title: Segment[];
  /** Where the words stand closest together, from the body or else the summary; with an ellipsis where it was cut. */
  readonly excerpt: Segment[];
}

/**
 * The published articles as residents find them. Pure and in memory: build it anew when one is published (a few
 * hundred articles take about a second); it never changes.
 *
 * The order is by BM25+ with weights by field, of the words typed (segmented by jieba), of the legal words that everyday
 * ones stand for and the other way round (`platform/chinese/everyday-words.txt`), of the beginnings of words for a short query, and of what
 * a word that no article has was likely meant to be: one that sounds the same, or has one other character.
 */
export interface SearchIndex {
  /**
   * The articles that fit, best first; empty where none does, or nothing was asked.
   * @param accept which articles the reader wants to see (category, audience …); all by default
   */
  search(query: string, accept?: (id: string) => boolean): SearchHit[];
  /** Up to five other things to search for, each of which finds something: for a query that finds nothing. */
  suggest(query: string): string[];
}

/** What a title says counts most; a body mentions much in passing. */
const fieldWeights = { title: 5, summary: 3, topics: 2, text: 1 };
const fields = Object.keys(fieldWeights);
/** A beginning of a word, against the whole word. */
const beginningWeight = 0.5;
/** What scores less than this part of the best match, and has not all of what was typed, is noise. */
const leastPart = 0.2;

export function buildSearchIndex(documents: readonly SearchDocument[]): SearchIndex {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const inArticles = new Set<string>();
  const index = new MiniSearch<Record<string, string>>({
    fields,
    tokenize(text) {
      const words = wordsOf(text);
      for (const word of words) inArticles.add(word);
      return words;
    },
    processTerm: (word) => word,
  });
  index.addAll(documents.map(({ topics, ...rest }) => ({ ...rest, topics: topics.join('\n') })));
  const vocabulary = {
    has: inArticles.has.bind(inArticles),
    corrections: createCorrections(headwordsOf(documents)),
  };

  function find(query: string, accept: (id: string) => boolean): SearchResult[] {
    const { weights, typed, unfinished } = readQuery(query, vocabulary);
    const words = [...weights.keys()];
    const results = index.search(words.join(' '), {
      tokenize: (joined) => joined.split(' ').filter(Boolean),
      boost: fieldWeights,
      boostTerm: (word) => weights.get(word) ?? 0,
      prefix: (word) => word === unfinished,
      weights: { prefix: beginningWeight, fuzzy: 0 },
      filter: ({ id }) => accept(id),
    });
    // One character in common says nothing, unless nothing more was asked for.
    const sayMuch = (terms: readonly string[]) => terms.some((word) => word.length > 1);
    const least = leastPart * (results[0]?.score ?? 0);
    return results
      .filter(({ terms }) => sayMuch(terms) || !sayMuch(words))
      .filter(({ score, queryTerms }) => score >= least || typed.every((word) => queryTerms.includes(word)));
  }

  return {
    search: (query, accept = () => true) =>
      find(query, accept).flatMap(({ id, terms }) => {
        const document = byId.get(id);
        return document ? [hitOf(document, terms)] : [];
      }),
    suggest: createSuggestions(documents.map(({ title }) => title)),
  };
}

/** Its texts are marked when they are read: of many hits a page shows a few. */
function hitOf({ id, title, summary, text }: SearchDocument, words: readonly string[]): SearchHit {
  return {
    id,
    get title() {
      return markWords(title, words);
    },
    get excerpt() {
      return excerptOf(words.some((word) => text.includes(word)) ? text : summary, words);
    },
  };
}

/** What articles are about, most frequent first; not what they mention in passing. */
function headwordsOf(documents: readonly SearchDocument[]): string[] {
  const frequency = new Map<string, number>();
  for (const { title, summary, topics } of documents)
    for (const word of new Set(wordsOf([title, summary, ...topics].join('\n'))))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return [...frequency.keys()].toSorted((a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0));
}
