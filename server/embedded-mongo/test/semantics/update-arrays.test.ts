import { type Document, Double } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fill, required, useDatabase } from '../support.ts';

/** A rule of MongoDB's updates: the document before, the update, and the document after. */
type Case = readonly [
  rule: string,
  before: Document,
  update: Document | Document[],
  after: Document,
  more?: { readonly filter?: Document; readonly arrayFilters?: Document[] },
];

const arrays: Case[] = [
  ['$push appends', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push makes an array', {}, { $push: { a: 1 } }, { a: [1] }],
  ['$push appends an array as one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  ['$push with $each appends all', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    '$push with $position inserts',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push with a negative $position counts from the end',
    { a: [1, 2, 3] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 2, 9, 3] },
  ],
  [
    '$push with $slice keeps the first',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: 3 } } },
    { a: [1, 2, 3] },
  ],
  [
    '$push with a negative $slice keeps the last',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ],
  ['$push with $slice 0 empties', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } }, { a: [] }],
  [
    '$push with $sort orders values',
    { a: [3, 1] },
    { $push: { a: { $each: [2], $sort: -1 } } },
    { a: [3, 2, 1] },
  ],
  [
    '$push with $sort orders documents',
    { a: [{ x: 2 }] },
    { $push: { a: { $each: [{ x: 1 }], $sort: { x: 1 } } } },
    { a: [{ x: 1 }, { x: 2 }] },
  ],
  [
    '$push sorts before it slices',
    { a: [5] },
    { $push: { a: { $each: [1, 9], $sort: 1, $slice: 2 } } },
    { a: [1, 5] },
  ],
  ['$addToSet adds what is new', { a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  ['$addToSet leaves what is there', { a: [1] }, { $addToSet: { a: new Double(1) } }, { a: [1] }],
  [
    '$addToSet with $each adds each new value once',
    { a: [1] },
    { $addToSet: { a: { $each: [1, 2, 2, 3] } } },
    { a: [1, 2, 3] },
  ],
  [
    '$addToSet compares documents in field order',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$pull removes every equal value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull takes a condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  [
    '$pull takes a query on documents',
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    },
    { $pull: { a: { x: 1 } } },
    { a: [{ x: 2, y: 1 }] },
  ],
  ['$pull of an array removes equal arrays', { a: [[1, 2], [1]] }, { $pull: { a: [1] } }, { a: [[1, 2]] }],
  ['$pull with $in', { a: [1, 2, 3] }, { $pull: { a: { $in: [1, 3] } } }, { a: [2] }],
  ['$pull takes a pattern', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
  ['$pull of what is missing changes nothing', { b: 1 }, { $pull: { a: 1 } }, { b: 1 }],
  ['$pullAll removes all listed values', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop 1 removes the last', { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
  ['$pop -1 removes the first', { a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
  ['$pop of an empty array changes nothing', { a: [] }, { $pop: { a: 1 } }, { a: [] }],
  [
    '$ is the element the filter met',
    { a: [1, 2, 3] },
    { $set: { 'a.$': 9 } },
    { a: [1, 9, 3] },
    { filter: { a: 2 } },
  ],
  [
    '$ continues into a document',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$.v': 9 } },
    { a: [{ k: 1 }, { k: 2, v: 9 }] },
    { filter: { 'a.k': 2 } },
  ],
  [
    '$ follows $elemMatch',
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    { $inc: { 'a.$.v': 10 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 12 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 1, v: 2 } } } },
  ],
  [
    '$ follows a range',
    { a: [1, 7, 9] },
    { $set: { 'a.$': 0 } },
    { a: [1, 0, 9] },
    { filter: { a: { $gt: 5 } } },
  ],
  ['$[] is every element', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[] continues into documents',
    { a: [{ v: 1 }, { v: 2 }] },
    { $mul: { 'a.$[].v': 3 } },
    { a: [{ v: 3 }, { v: 6 }] },
  ],
  [
    '$[name] is what its filter selects',
    { a: [1, 5, 9] },
    { $set: { 'a.$[big]': 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ big: { $gt: 4 } }] },
  ],
  [
    '$[name] selects documents',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$[e].v': true } },
    { a: [{ k: 1 }, { k: 2, v: true }] },
    { arrayFilters: [{ 'e.k': 2 }] },
  ],
  [
    'nested placeholders',
    { a: [{ b: [1, 2] }, { b: [3] }] },
    { $inc: { 'a.$[].b.$[x]': 10 } },
    { a: [{ b: [1, 12] }, { b: [13] }] },
    { arrayFilters: [{ x: { $gte: 2 } }] },
  ],
  [
    'array filters look at the elements as they were before the update',
    { a: [{ x: 0 }, { x: 1 }] },
    { $set: { 'a.$[i].x': 5, 'a.$[j].y': 6 } },
    { a: [{ x: 5, y: 6 }, { x: 1 }] },
    { arrayFilters: [{ 'i.x': 0 }, { 'j.x': 0 }] },
  ],
  [
    'two placeholders for one array are no conflict where they do not meet',
    { a: [{ b: 1 }, { b: 2 }] },
    { $set: { 'a.$[i].b': 5, 'a.$[j].b': 6 } },
    { a: [{ b: 5 }, { b: 6 }] },
    { arrayFilters: [{ 'i.b': 1 }, { 'j.b': 2 }] },
  ],
  [
    '$ beside another position',
    { a: [1, 2] },
    { $set: { 'a.$': 5, 'a.0': 6 } },
    { a: [6, 5] },
    { filter: { a: 2 } },
  ],
  ['$unset of every element leaves nulls', { a: [1, 2] }, { $unset: { 'a.$[]': 1 } }, { a: [null, null] }],
  [
    '$push appends a modifier without $each as it is',
    { a: [1] },
    { $push: { a: { $slice: 1 } } },
    { a: [1, { $slice: 1 }] },
  ],
];

const database = useDatabase();

describe.each([['arrays', arrays]] as const)('%s', (_, cases) => {
  it.each(cases.map(([rule, ...rest]) => ({ rule, rest })))(
    '$rule',
    async ({ rest: [before, update, after, more] }) => {
      const collection = await fill(database.db, 'update', [before]);
      const options = more?.arrayFilters === undefined ? {} : { arrayFilters: more.arrayFilters };
      const { matchedCount } = await collection.updateOne(more?.filter ?? {}, update, options);
      expect(matchedCount).toBe(1);
      const { _id, ...rest } = required(await collection.findOne({}));
      expect(_id).toBe(0);
      expect(Object.entries(rest)).toEqual(Object.entries(after).map(([key, value]) => [key, plain(value)]));
    },
  );
});

function plain(value: unknown): unknown {
  return value instanceof Double ? value.valueOf() : value;
}
