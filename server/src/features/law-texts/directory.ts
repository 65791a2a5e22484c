import type { Day } from '@linli/shared/working-time.ts';
import type { Law, LawArticle, LawTextModels } from './model.ts';
import { lawNameOf } from './names.ts';

/** The laws that are loaded, without their texts, and which articles they have: a copy in memory. */
export interface LawDirectory {
  /** By name, each with its versions, newest first. */
  laws(): readonly (readonly Law[])[];
  law(id: string): Law | null;
  /** The versions of a law by its name, in any of the ways a name is written; newest first. */
  versionsOf(name: string): readonly Law[];
  /** The version of a law that holds on a day. */
  inForce(name: string, day: Day): Law | null;
  /** In the law's order. */
  articlesOf(law: Law): readonly ArticlePlace[];
  article(law: Law, number: string): ArticlePlace | null;
}

export interface ArticlePlace {
  id: string;
  number: string;
}

export async function loadLawDirectory({ laws, articles }: LawTextModels): Promise<LawDirectory> {
  const rows = await laws.find().sort({ name: 1, effectiveFrom: -1 }).lean<Law[]>();
  const places = new Map<string, Map<string, ArticlePlace>>();
  // Law by law, by its index: all of them at once would be sorted by the database.
  for (const { _id } of rows) {
    const found = await articles.find({ lawId: _id }, { number: 1, place: 1 }).lean<LawArticle[]>();
    const inOrder = found.toSorted((a, b) => a.place - b.place);
    places.set(
      _id.toHexString(),
      new Map(inOrder.map(({ _id, number }) => [number, { id: _id.toHexString(), number }])),
    );
  }
  const byId = new Map(rows.map((law) => [law._id.toHexString(), law]));
  const byName = Map.groupBy(rows, ({ name }) => name);
  const placesOf = ({ _id }: Law) => places.get(_id.toHexString()) ?? new Map<string, ArticlePlace>();
  const versionsOf = (name: string) => byName.get(lawNameOf(name)) ?? byName.get(name) ?? [];

  return {
    laws: () => [...byName.values()],
    law: (id) => byId.get(id) ?? null,
    versionsOf,
    inForce(name, day) {
      const begun = versionsOf(name).find(({ effectiveFrom }) => effectiveFrom <= day);
      return begun && !begun.repealed ? begun : null;
    },
    articlesOf: (law) => [...placesOf(law).values()],
    article: (law, number) => placesOf(law).get(number) ?? null,
  };
}
