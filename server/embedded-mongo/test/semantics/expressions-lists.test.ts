import { ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fill, useDatabase } from '../support.ts';

const date = new Date('2024-02-29T22:30:15.250Z');
const doc = {
  a: 7,
  b: 2,
  f: 2.5,
  s: 'Hello',
  z: '古美路',
  l: [3, 1, 2],
  d: date,
  o: { x: 1, y: 2 },
  n: null,
  t: true,
  docs: [
    { k: 1, v: 'p' },
    { k: 2, v: 'q' },
  ],
  id: new ObjectId('64b0c0ffee00000000000001'),
};

/** A rule of MongoDB's expressions: the expression on `doc`, and its value. */
type Case = readonly [rule: string, expression: unknown, value: unknown];

const lists: Case[] = [
  ['$size', { $size: '$l' }, 3],
  ['$arrayElemAt from the end', { $arrayElemAt: ['$l', -1] }, 2],
  ['$first', { $first: '$l' }, 3],
  ['$last', { $last: '$l' }, 2],
  ['$slice', { $slice: ['$l', 2] }, [3, 1]],
  ['$slice from the end', { $slice: ['$l', -2] }, [1, 2]],
  ['$slice from a position', { $slice: ['$l', 1, 1] }, [1]],
  ['$in', { $in: [1, '$l'] }, true],
  ['$isArray', { $isArray: '$s' }, false],
  ['$map', { $map: { input: '$l', as: 'x', in: { $multiply: ['$$x', 2] } } }, [6, 2, 4]],
  ['$map names the element this', { $map: { input: '$l', in: '$$this' } }, [3, 1, 2]],
  ['$filter', { $filter: { input: '$l', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  ['$filter with a limit', { $filter: { input: '$l', cond: true, limit: 1 } }, [3]],
  ['$reduce', { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  ['$concatArrays', { $concatArrays: ['$l', [9]] }, [3, 1, 2, 9]],
  ['$reverseArray', { $reverseArray: '$l' }, [2, 1, 3]],
  ['$range', { $range: [0, 6, 2] }, [0, 2, 4]],
  [
    '$zip fills up what is too short, but not null',
    { $zip: { inputs: [[1, null], [2]], useLongestLength: true, defaults: [8, 9] } },
    [
      [1, 2],
      [null, 9],
    ],
  ],
  [
    '$zip',
    {
      $zip: {
        inputs: [
          [1, 2],
          ['a', 'b'],
        ],
      },
    },
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['$indexOfArray', { $indexOfArray: ['$l', 2] }, 2],
  ['$sortArray', { $sortArray: { input: '$l', sortBy: 1 } }, [1, 2, 3]],
  [
    '$sortArray by a field',
    { $sortArray: { input: '$docs', sortBy: { k: -1 } } },
    [
      { k: 2, v: 'q' },
      { k: 1, v: 'p' },
    ],
  ],
  ['$arrayToObject', { $arrayToObject: [[['x', 1]]] }, { x: 1 }],
  ['$sum over an array', { $sum: '$l' }, 6],
  ['$avg over operands', { $avg: ['$a', '$b'] }, 4.5],
  ['$max', { $max: '$l' }, 3],
  ['$min of operands leaves null out', { $min: ['$a', '$n'] }, 7],
  ['a path over an array gives a list', '$docs.v', ['p', 'q']],
  [
    '$setUnion',
    {
      $setUnion: [
        [1, 2],
        [2, 3],
      ],
    },
    [1, 2, 3],
  ],
  [
    '$setIntersection',
    {
      $setIntersection: [
        [1, 2],
        [2, 3],
      ],
    },
    [2],
  ],
  ['$setDifference', { $setDifference: [[1, 2], [2]] }, [1]],
  [
    '$setEquals',
    {
      $setEquals: [
        [1, 2, 2],
        [2, 1],
      ],
    },
    true,
  ],
  ['$setIsSubset', { $setIsSubset: [[1], [1, 2]] }, true],
  ['$anyElementTrue', { $anyElementTrue: [[0, 1]] }, true],
  ['$allElementsTrue', { $allElementsTrue: [[0, 1]] }, false],
];

const objects: Case[] = [
  ['a document of expressions', { p: '$a', q: { r: '$b' } }, { p: 7, q: { r: 2 } }],
  ['$mergeObjects', { $mergeObjects: ['$o', { y: 9, z: 3 }] }, { x: 1, y: 9, z: 3 }],
  [
    '$objectToArray',
    { $objectToArray: '$o' },
    [
      { k: 'x', v: 1 },
      { k: 'y', v: 2 },
    ],
  ],
  ['$getField', { $getField: { field: 'x', input: '$o' } }, 1],
  ['$setField', { $setField: { field: 'z', input: '$o', value: 5 } }, { x: 1, y: 2, z: 5 }],
  ['$let', { $let: { vars: { p: '$a' }, in: { $add: ['$$p', 1] } } }, 8],
  ['$literal', { $literal: '$a' }, '$a'],
  ['$$ROOT', '$$ROOT.a', 7],
];

const database = useDatabase();

async function evaluated(expression: unknown): Promise<unknown> {
  const collection = await fill(database.db, 'expression', [doc]);
  const [found] = await collection
    .aggregate([{ $project: { _id: 0, value: { $ifNull: [expression, { missing: true }] } } }])
    .toArray();
  const value = found?.value;
  return value instanceof Object && 'missing' in value ? null : value;
}

describe.each([
  ['lists', lists],
  ['objects', objects],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', async (_rule, expression, value) => {
    expect(await evaluated(expression)).toEqual(value);
  });
});
