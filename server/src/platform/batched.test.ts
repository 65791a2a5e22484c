import { expect, test, vi } from 'vitest';
import { batched } from './batched.ts';

const ages = new Map([
  ['wang', 81],
  ['li', 34],
]);

function rowsOf(keys: readonly string[]) {
  return [...new Set(keys)].flatMap((name) => {
    const age = ages.get(name);
    return age === undefined ? [] : [{ name, age }];
  });
}

const setUp = () => {
  const find = vi.fn(async (keys: readonly string[]) => rowsOf(keys));
  return { find, lookUp: batched(find, ({ name }) => name) };
};

test('look-ups of one turn are one query, and each gets its own row', async () => {
  const { find, lookUp } = setUp();
  const found = await Promise.all([lookUp('li'), lookUp('wang'), lookUp('nobody'), lookUp('li')]);
  expect(found.map((row) => row?.age ?? null)).toEqual([34, 81, null, 34]);
  expect(find).toHaveBeenCalledTimes(1);
});

test('nothing is remembered: a later look-up asks again', async () => {
  const { find, lookUp } = setUp();
  await lookUp('li');
  await lookUp('li');
  expect(find).toHaveBeenCalledTimes(2);
});

test('a query that fails, fails the look-ups that joined it and no later one', async () => {
  const { find, lookUp } = setUp();
  find.mockRejectedValueOnce(new Error('the database is away'));
  const [first, second] = await Promise.allSettled([lookUp('li'), lookUp('wang')]);
  expect([first?.status, second?.status]).toEqual(['rejected', 'rejected']);
  expect(await lookUp('li')).toEqual({ name: 'li', age: 34 });
});
