import { type Document, Double, Int32, Long } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { failure, fill, useDatabase } from '../support.ts';

/** A rule of MongoDB's stages: the documents, the pipeline, and what comes out. */
type StageCase = readonly [
  rule: string,
  documents: readonly Document[],
  pipeline: Document[],
  out: readonly Document[],
];

const people = [
  { g: 'x', n: 1 },
  { g: 'y', n: 2 },
  { g: 'x', n: 3 },
];

const stages: StageCase[] = [
  [
    '$match filters',
    people,
    [{ $match: { n: { $gt: 1 } } }, { $project: { _id: 1 } }],
    [{ _id: 1 }, { _id: 2 }],
  ],
  [
    '$project computes and keeps the order',
    people,
    [{ $project: { m: { $add: ['$n', 1] }, n: 1 } }, { $limit: 1 }],
    [{ _id: 0, n: 1, m: 2 }],
  ],
  ['$project leaves out', people, [{ $project: { _id: 0, g: 0 } }, { $limit: 1 }], [{ n: 1 }]],
  [
    '$set adds and $unset removes',
    people,
    [{ $limit: 1 }, { $set: { 'o.p': '$n' } }, { $unset: ['g', 'n'] }],
    [{ _id: 0, o: { p: 1 } }],
  ],
  [
    '$group counts and sums',
    people,
    [{ $group: { _id: '$g', n: { $sum: '$n' }, c: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'x', n: 4, c: 2 },
      { _id: 'y', n: 2, c: 1 },
    ],
  ],
  [
    '$group by null takes all',
    people,
    [{ $group: { _id: null, avg: { $avg: '$n' }, min: { $min: '$n' }, max: { $max: '$n' } } }],
    [{ _id: null, avg: 2, min: 1, max: 3 }],
  ],
  [
    '$group collects',
    people,
    [
      { $group: { _id: '$g', all: { $push: '$n' }, first: { $first: '$n' }, last: { $last: '$n' } } },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'x', all: [1, 3], first: 1, last: 3 },
      { _id: 'y', all: [2], first: 2, last: 2 },
    ],
  ],
  [
    '$group puts equal numbers of different types together',
    [{ n: new Int32(1) }, { n: new Double(1) }, { n: Long.fromNumber(1) }],
    [{ $group: { _id: '$n', c: { $sum: 1 } } }],
    [{ _id: 1, c: 3 }],
  ],
  [
    '$group puts missing and null together',
    [{}, { n: null }],
    [{ $group: { _id: '$n', c: { $count: {} } } }],
    [{ _id: null, c: 2 }],
  ],
  [
    '$addToSet keeps each value once',
    [{ n: 1 }, { n: 1 }],
    [{ $group: { _id: null, s: { $addToSet: '$n' } } }],
    [{ _id: null, s: [1] }],
  ],
  [
    '$sort, $skip and $limit',
    people,
    [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1, _id: 0 } }],
    [{ n: 2 }],
  ],
  [
    '$unwind gives a document for each element',
    [{ l: [1, 2] }, { l: [] }, {}, { l: 5 }],
    [{ $unwind: '$l' }],
    [
      { _id: 0, l: 1 },
      { _id: 0, l: 2 },
      { _id: 3, l: 5 },
    ],
  ],
  [
    '$unwind keeps empty ones when asked',
    [{ l: [1] }, { l: [] }, {}],
    [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
    [
      { _id: 0, l: 1, i: 0 },
      { _id: 1, i: null },
      { _id: 2, i: null },
    ],
  ],
  ['$count', people, [{ $count: 'total' }], [{ total: 3 }]],
  [
    '$sortByCount',
    people,
    [{ $sortByCount: '$g' }],
    [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  ],
  ['$replaceRoot', [{ o: { a: 1 } }], [{ $replaceRoot: { newRoot: '$o' } }], [{ a: 1 }]],
  [
    '$replaceWith',
    [{ o: { a: 1 } }],
    [{ $replaceWith: { $mergeObjects: ['$o', { b: 2 }] } }],
    [{ a: 1, b: 2 }],
  ],
  [
    '$facet runs pipelines side by side',
    people,
    [{ $facet: { c: [{ $count: 'n' }], m: [{ $match: { g: 'y' } }, { $project: { _id: 0, n: 1 } }] } }],
    [{ c: [{ n: 3 }], m: [{ n: 2 }] }],
  ],
  [
    '$bucket includes the lower bound',
    [{ n: 0 }, { n: 5 }, { n: 9 }, { n: 50 }],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 5, 10], default: 'other', output: { c: { $sum: 1 } } } }],
    [
      { _id: 0, c: 1 },
      { _id: 5, c: 2 },
      { _id: 'other', c: 1 },
    ],
  ],
  [
    '$lookup joins by fields',
    [{ k: 1 }, { k: 2, of: 0 }],
    [
      { $match: { of: { $exists: true } } },
      { $lookup: { from: 'stages', localField: 'of', foreignField: '_id', as: 'found' } },
    ],
    [{ _id: 1, k: 2, of: 0, found: [{ _id: 0, k: 1 }] }],
  ],
  [
    '$lookup joins an array by its elements',
    [{ k: 1 }, { of: [0, 9] }],
    [
      { $match: { of: { $exists: true } } },
      { $lookup: { from: 'stages', localField: 'of', foreignField: '_id', as: 'found' } },
    ],
    [{ _id: 1, of: [0, 9], found: [{ _id: 0, k: 1 }] }],
  ],
  [
    '$lookup runs a pipeline with variables',
    [{ k: 1 }, { k: 5 }],
    [
      { $match: { k: 5 } },
      {
        $lookup: {
          from: 'stages',
          let: { mine: '$k' },
          pipeline: [{ $match: { $expr: { $lt: ['$k', '$$mine'] } } }, { $project: { _id: 1 } }],
          as: 'less',
        },
      },
    ],
    [{ _id: 1, k: 5, less: [{ _id: 0 }] }],
  ],
  ['$unionWith appends', [{ k: 1 }], [{ $unionWith: 'stages' }, { $count: 'n' }], [{ n: 2 }]],
];

const database = useDatabase();

describe('stages', () => {
  it.each(stages)('%s', async (_rule, documents, pipeline, out) => {
    const collection = await fill(database.db, 'stages', documents);
    expect(await collection.aggregate(pipeline).toArray()).toEqual(out);
  });

  const wrong: readonly (readonly [rule: string, pipeline: Document[], code: number])[] = [
    ['an unknown stage', [{ $foo: {} }], 40324],
    ['a stage with two names', [{ $match: {}, $limit: 1 }], 40323],
    ['$changeStream', [{ $changeStream: {} }], 40573],
    ['an unknown accumulator', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    ['$group without _id', [{ $group: { a: { $sum: 1 } } }], 15955],
    ['$limit 0', [{ $limit: 0 }], 15958],
    ['inclusion mixed with exclusion', [{ $project: { a: 1, b: 0 } }], 31254],
  ];
  it.each(wrong)('%s is refused', async (_rule, pipeline, code) => {
    expect((await failure(database.db.collection('stages').aggregate(pipeline).toArray())).code).toBe(code);
  });

  it.skipIf(process.env.MONGODB_URI !== undefined)(
    '$out, $merge, $graphLookup and $setWindowFields are left out with 238',
    async () => {
      for (const stage of [{ $out: 'x' }, { $merge: 'x' }, { $graphLookup: {} }, { $setWindowFields: {} }]) {
        expect((await failure(database.db.collection('stages').aggregate([stage]).toArray())).code).toBe(238);
      }
    },
  );
});
