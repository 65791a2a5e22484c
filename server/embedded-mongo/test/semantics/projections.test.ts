import type { Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fill, useDatabase } from '../support.ts';

const database = useDatabase();

describe('projections of find', () => {
  const projections: readonly (readonly [
    rule: string,
    document: Document,
    projection: Document,
    out: Document,
    filter?: Document,
  ])[] = [
    [
      'inclusion keeps the order of the document',
      { a: 1, b: 2, c: 3 },
      { c: 1, a: 1 },
      { _id: 0, a: 1, c: 3 },
    ],
    ['exclusion', { a: 1, b: 2 }, { a: 0 }, { _id: 0, b: 2 }],
    ['_id can be left out', { a: 1, b: 2 }, { _id: 0, a: 1 }, { a: 1 }],
    ['only _id', { a: 1 }, { _id: 1 }, { _id: 0 }],
    ['all but _id', { a: 1 }, { _id: 0 }, { a: 1 }],
    ['dotted inclusion', { a: { x: 1, y: 2 }, b: 1 }, { 'a.x': 1 }, { _id: 0, a: { x: 1 } }],
    ['inclusion below arrays', { a: [{ x: 1, y: 2 }, 5] }, { 'a.x': 1 }, { _id: 0, a: [{ x: 1 }] }],
    ['dotted exclusion', { a: { x: 1, y: 2 } }, { 'a.x': 0 }, { _id: 0, a: { y: 2 } }],
    [
      '$slice keeps the other fields',
      { a: [1, 2, 3], b: 1 },
      { a: { $slice: 2 } },
      { _id: 0, a: [1, 2], b: 1 },
    ],
    ['$slice with a start', { a: [1, 2, 3] }, { a: { $slice: [-2, 1] } }, { _id: 0, a: [2] }],
    [
      '$elemMatch keeps the first match',
      { a: [{ k: 1 }, { k: 2 }], b: 1 },
      { a: { $elemMatch: { k: 2 } } },
      { _id: 0, a: [{ k: 2 }] },
    ],
    ['the positional element', { a: [1, 5, 9] }, { 'a.$': 1 }, { _id: 0, a: [5] }, { a: { $gt: 3 } }],
    ['a computed field', { a: 1 }, { b: { $add: ['$a', 1] } }, { _id: 0, b: 2 }],
    ['a computed field beside an included one', { a: 1, c: 2 }, { c: 1, b: '$a' }, { _id: 0, c: 2, b: 1 }],
    ['nested specifications', { a: { x: 1, y: 2 } }, { a: { y: 1 } }, { _id: 0, a: { y: 2 } }],
  ];
  it.each(projections.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule',
    async ({ rest: [document, projection, out, filter] }) => {
      const collection = await fill(database.db, 'projection', [document]);
      const found = await collection.findOne(filter ?? {}, { projection });
      expect(Object.entries(found ?? {})).toEqual(Object.entries(out));
    },
  );
});
