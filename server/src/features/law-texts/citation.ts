import { readChineseNumber } from '@linli/shared/law-articles.ts';
import { normalise } from '../../platform/chinese/segmentation.ts';
import { lawNameOf } from './names.ts';

/** An article as people cite it. */
export interface Citation {
  law: string;
  /** As `lawArticleLabel` reads it; null where only a law was named. */
  number: string | null;
}

const place =
  /^第?(?:(\d{1,4})|([零一二三四五六七八九十百千]{1,8}))(?:条(?:之(?:(\d{1,2})|([一二三四五六七八九十]{1,3})))?|-(\d{1,2})|$)/u;

/**
 * What a query cites: 民法典 1043, 《民法典》第一千零四十三条, 刑法287条之二, 民法典. Null where it begins with the name of no
 * law, or something else follows the name.
 * @param names the names of the laws there are
 */
export function readCitation(query: string, names: readonly string[]): Citation | null {
  const text = lawNameOf(normalise(query));
  const law = names
    .filter((name) => text.startsWith(normalise(name)))
    .toSorted((a, b) => b.length - a.length)[0];
  if (law === undefined) return null;
  const rest = text.slice(law.length);
  if (rest === '') return { law, number: null };
  const match = place.exec(rest);
  if (!match) return null;
  const main = numberOf(match[1], match[2]);
  const inserted = numberOf(match[3] ?? match[5], match[4]);
  if (!main) return null;
  return { law, number: inserted ? `${main}-${inserted}` : String(main) };
}

function numberOf(figures: string | undefined, numeral: string | undefined): number | null {
  if (figures !== undefined) return Number(figures);
  return numeral === undefined ? null : readChineseNumber(numeral);
}
