import fc from 'fast-check';
import { type Document, Double, type IndexDescription } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { fill, useDatabase } from './support.ts';

const database = useDatabase();

/** The index a query uses, or how else it finds its documents. */
async function planOf(name: string, filter: Document, sort: Document = {}): Promise<string> {
  const { queryPlanner } = await database.db.collection(name).find(filter).sort(sort).explain('queryPlanner');
  const plan = queryPlanner.winningPlan;
  const access = plan.stage === 'SORT' ? plan.inputStage : plan;
  const how = access.inputStage?.indexName ?? access.inputStage?.stage ?? access.stage;
  return plan.stage === 'SORT' ? `${how}+SORT` : how;
}

describe.skipIf(process.env.MONGODB_URI !== undefined)('the planner', () => {
  const cases: readonly (readonly [rule: string, filter: Document, sort: Document, plan: string])[] = [
    ['takes the _id index for _id', { _id: 1 }, {}, '_id_'],
    ['takes equality on the first field', { a: 1 }, {}, 'a_1_b_-1'],
    ['takes equality and a range', { a: 1, b: { $gt: 2 } }, {}, 'a_1_b_-1'],
    ['takes $in', { a: { $in: [1, 2] } }, {}, 'a_1_b_-1'],
    ['does not start with the second field', { b: 1 }, {}, 'COLLSCAN'],
    ['reads the order from the index', { a: 1 }, { b: -1 }, 'a_1_b_-1'],
    ['reads the order backwards', { a: 1 }, { b: 1 }, 'a_1_b_-1'],
    ['sorts what no index orders', { a: 1 }, { c: 1 }, 'a_1_b_-1+SORT'],
    ['orders by _id without a filter', {}, { _id: -1 }, '_id_'],
    ['flattens $and', { $and: [{ a: 1 }, { $and: [{ b: 2 }] }] }, {}, 'a_1_b_-1'],
    ['takes the beginning of an anchored pattern', { s: /^ab/ }, {}, 's_1'],
    ['takes a partial index when the query implies it', { p: 5, open: true }, {}, 'p_1'],
    ['leaves a partial index that the query does not imply', { p: 5 }, {}, 'COLLSCAN'],
    ['takes an $exists partial index for equality', { u: 'x' }, {}, 'u_1'],
    ['leaves an $exists partial index for null', { u: null }, {}, 'COLLSCAN'],
    ['does not take $lte null to imply $exists', { u: { $lte: null } }, {}, 'COLLSCAN'],
    ['joins the branches of $or', { $or: [{ _id: 1 }, { a: 2 }] }, {}, 'OR'],
    ['scans when one branch has no index', { $or: [{ _id: 1 }, { c: 2 }] }, {}, 'COLLSCAN'],
  ];
  it.each(cases)('%s', async (_rule, filter, sort, plan) => {
    const collection = await fill(database.db, 'plans', [{ a: 1, b: 1 }]);
    await collection.createIndexes([
      { key: { a: 1, b: -1 } },
      { key: { s: 1 } },
      { key: { p: 1 }, partialFilterExpression: { open: true } },
      { key: { u: 1 }, unique: true, partialFilterExpression: { u: { $exists: true } } },
    ]);
    expect(await planOf('plans', filter, sort)).toBe(plan);
  });

  it('examines only what it needs for a page in index order', async () => {
    const collection = await fill(
      database.db,
      'pages',
      Array.from({ length: 500 }, (_, i) => ({ g: i % 5, n: i })),
    );
    await collection.createIndex({ g: 1, n: -1 });
    const { executionStats } = await collection
      .find({ g: 3 })
      .sort({ n: -1 })
      .limit(10)
      .explain('executionStats');
    expect(executionStats).toMatchObject({ nReturned: 10, totalDocsExamined: 10 });
  });

  it('refuses a hint that names no index', async () => {
    await expect(database.db.collection('pages').find({}).hint('nope').toArray()).rejects.toMatchObject({
      code: 2,
    });
  });
});

/** Values that meet each other often, of many types. */
const scalar = fc.constantFrom<unknown>(
  null,
  0,
  1,
  2,
  3,
  -1,
  1.5,
  new Double(2),
  'a',
  'ab',
  'b',
  '',
  true,
  false,
  new Date(0),
  new Date(5),
);
const digit = fc.integer({ min: 0, max: 5 });
const value = fc.oneof(
  { weight: 5, arbitrary: fc.array(digit, { minLength: 1, maxLength: 3 }) },
  { weight: 5, arbitrary: fc.array(fc.record({ x: digit, y: digit }), { minLength: 1, maxLength: 3 }) },
  { weight: 3, arbitrary: digit },
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 2, arbitrary: fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
  },
);
const document = fc.record({ a: value, b: scalar, c: scalar }, { requiredKeys: [] });
const field = fc.constantFrom('a', 'a', 'b', 'c', 'a.x', 'a.x', 'a.y', 'a.y', 'a.0');
const operator = fc.oneof(
  // Bounds that different elements of an array may meet.
  fc.tuple(digit, digit).map(([low, high]) => ({ $gt: low, $lt: high })),
  fc.tuple(digit, digit).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  digit.map((n) => ({ $gte: n })),
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), value)
    .map(([name, operand]) => ({ [name]: operand })),
  fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(value, { maxLength: 3 }))
    .map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lte: high })),
  fc.boolean().map((there) => ({ $exists: there })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lt: high } })),
  fc.tuple(scalar, scalar).map(([x, y]) => ({ $elemMatch: { x, y } })),
  fc.constantFrom<Document>(
    { $regex: '^a' },
    { $in: [/^a/, null] },
    { $in: [null, 1] },
    { $all: [1, 2] },
    { $size: 2 },
    { $mod: [2, 1] },
    { $type: 'int' },
    { $type: 'array' },
    { $not: { $gt: 1 } },
    { $not: { $exists: true } },
    { $eq: [] },
    { $lt: { x: 1 } },
    { $gte: [1] },
  ),
);
const condition = fc
  .tuple(field, fc.oneof(digit, value, operator, operator))
  .map(([name, test]) => ({ [name]: test }));
const filter = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map((parts) => ({ $and: parts })),
  },
  {
    weight: 1,
    arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }).map((parts) => ({ $or: parts })),
  },
);
const sort = fc.constantFrom<Document>(
  {},
  { b: 1 },
  { b: -1, c: 1 },
  { c: 1, b: -1 },
  { _id: -1 },
  { a: 1 },
  { a: -1, b: 1 },
  { 'a.x': 1 },
);
const indexes: readonly (readonly [Document, Document])[] = [
  [{ a: 1 }, {}],
  [{ a: 1, _id: 1 }, {}],
  [{ 'a.x': 1, _id: 1 }, {}],
  [{ a: -1, b: 1 }, {}],
  [{ b: 1, c: -1 }, {}],
  [{ 'a.x': 1, 'a.y': 1 }, {}],
  [{ c: 1 }, { partialFilterExpression: { b: { $gt: 0 } } }],
  [{ 'a.y': -1 }, { sparse: true }],
  [{ b: 1 }, { sparse: true, name: 'b_sparse' }],
  [
    { c: -1, a: 1 },
    { partialFilterExpression: { c: { $type: 'int' } }, name: 'c_int' },
  ],
  [{ b: -1 }, { partialFilterExpression: { a: { $exists: true } }, name: 'b_partial' }],
];

/** Arrays whose elements nearly meet a filter: here a plan that mixes elements up goes wrong at once. */
const small = fc.integer({ min: 0, max: 2 });
const elementsDocument = fc.record({
  a: fc.array(fc.record({ x: small, y: small }), { maxLength: 3 }),
  b: small,
});
const elementTest = fc.oneof(
  small,
  fc.tuple(small, small).map(([low, high]) => ({ $gte: low, $lte: high })),
  small.map((n) => ({ $gt: n })),
);
const elementsFilter = fc.oneof(
  fc.tuple(elementTest, elementTest).map(([x, y]) => ({ 'a.x': x, 'a.y': y })),
  fc.tuple(elementTest, elementTest).map(([x, y]) => ({ a: { $elemMatch: { x, y } } })),
  fc.tuple(elementTest, small).map(([x, b]) => ({ b, 'a.x': x })),
);

async function compare(
  name: string,
  documents: readonly Document[],
  queries: readonly (readonly [Document, Document])[],
) {
  const collection = await fill(database.db, name, documents);
  await collection.createIndexes(indexes.map(([key, options]) => ({ key, ...options }) as IndexDescription));
  for (const [query, order] of queries) {
    // The number of each document breaks ties, so that the order is the same however it was found.
    const total = { ...order, _id: order._id ?? 1 };
    const planned = await collection.find(query).sort(total).toArray();
    const scanned = await collection.find(query).hint({ $natural: 1 }).sort(total).toArray();
    expect(planned.map(({ _id }) => _id)).toEqual(scanned.map(({ _id }) => _id));
    const ordered = await collection.find(query).sort(order).toArray();
    expect(new Set(ordered.map(({ _id }) => _id))).toEqual(new Set(scanned.map(({ _id }) => _id)));
  }
}

describe('plans and a natural scan', () => {
  it('find the same documents in the same order', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 12, maxLength: 12 }),
        async (documents, queries) => compare(`fuzz_${round++ % 4}`, documents, queries),
      ),
      { numRuns: 80 },
    );
  });

  it('agree where conditions meet in different elements of one array', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(elementsDocument, { minLength: 5, maxLength: 20 }),
        fc.array(fc.tuple(elementsFilter, sort), { minLength: 10, maxLength: 10 }),
        async (documents, queries) => compare('fuzz_elements', documents, queries),
      ),
      { numRuns: 40 },
    );
  });
});
