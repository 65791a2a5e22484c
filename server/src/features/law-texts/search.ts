import type { Types } from 'mongoose';
import { relatedWords, wordsOf } from '../../platform/chinese/segmentation.ts';
import type { LawArticle, LawTextModels } from './model.ts';

/** Most articles that a search answers with. */
const resultsMax = 20;
/** Most that are looked at: of words that nearly every article has, any will do. */
const candidatesMax = 300;
/** A legal word that stands for an everyday one, against a word typed. */
const relatedWeight = 0.7;

export interface FoundArticle {
  article: LawArticle;
  /** Those of the words it has. */
  words: string[];
}

/**
 * The articles that have what was typed: all of the words; where none has, what the legal words for them name. Best first.
 * @param lawIds the laws to look in
 */
export async function searchArticles(
  { articles }: LawTextModels,
  lawIds: readonly Types.ObjectId[],
  query: string,
): Promise<FoundArticle[]> {
  const typed = [...new Set(wordsOf(query))];
  if (typed.length === 0) return [];
  const weights = new Map(relatedWords(query).map((word) => [word, relatedWeight]));
  for (const word of typed) weights.set(word, 1);
  const find = (condition: object) =>
    articles
      .find({ lawId: { $in: lawIds }, words: condition })
      .limit(candidatesMax)
      .lean<LawArticle[]>();
  const strict = await find({ $all: typed });
  const telling = [...weights.keys()].filter((word) => word.length > 1);
  const found = strict.length > 0 || telling.length === 0 ? strict : await find({ $in: telling });
  return best(found, weights);
}

function best(found: readonly LawArticle[], weights: ReadonlyMap<string, number>): FoundArticle[] {
  const words = [...weights.keys()];
  const rarity = new Map(
    words.map((word) => {
      const having = found.filter((article) => article.words.includes(word)).length;
      return [word, Math.log(1 + found.length / (1 + having))];
    }),
  );
  return found
    .map((article) => {
      const own = words.filter((word) => article.words.includes(word));
      const score = own.reduce((sum, word) => sum + (weights.get(word) ?? 0) * (rarity.get(word) ?? 0), 0);
      // Of two that say the same, the shorter is about it.
      return { article, words: own, score: score - article.words.length / 1000 };
    })
    .toSorted((a, b) => b.score - a.score || a.article.place - b.article.place)
    .slice(0, resultsMax);
}
