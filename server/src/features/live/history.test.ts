import { beforeEach, expect, test } from 'vitest';
import type { ChangeBatch } from '../../platform/changes.ts';
import { createHistory, type History } from './history.ts';

let stored: ChangeBatch[];
let told: [ids: number[], complete: boolean][];
let history: History;
/** The look that is under way waits for this. */
let slow: Promise<void> | null;

const add = (...ids: number[]) =>
  stored.push(...ids.map((_id) => ({ _id, changes: [{ topic: 'unit:1' as const }] })));
const ids = (batches: readonly ChangeBatch[] | null) => batches?.map(({ _id }) => _id) ?? null;

beforeEach(() => {
  [stored, told, slow] = [[], [], null];
  const log = {
    latest: async (count: number) => stored.slice(-count),
    async after(id: number) {
      const found = stored.filter(({ _id }) => _id > id);
      await slow;
      return found;
    },
  };
  history = createHistory(log, (batches, complete) => told.push([batches.map(({ _id }) => _id), complete]));
});

test('who comes back is told what came after their number', async () => {
  add(1, 2, 3);
  await history.catchUp();
  expect([history.position(), ids(history.since(1)), ids(history.since(3))]).toEqual([3, [2, 3], []]);
});

test('a number from the future, or from before what is known, is unknown', async () => {
  add(5, 6);
  await history.catchUp();
  expect([ids(history.since(4)), history.since(3), history.since(7)]).toEqual([[5, 6], null, null]);
});

test('nobody is told of the same twice, however many look at once', async () => {
  await history.catchUp();
  add(1);
  await Promise.all([history.catchUp(), history.catchUp(), history.catchUp()]);
  add(2);
  await history.catchUp();
  expect(told).toEqual([
    [[1], true],
    [[2], true],
  ]);
});

test('a look begins after it was asked for, also while another is under way', async () => {
  await history.catchUp();
  let go = () => {};
  slow = new Promise((resolve) => {
    go = resolve;
  });
  const first = history.catchUp();
  await Promise.resolve();
  const second = history.catchUp();
  add(1);
  go();
  await Promise.all([first, second]);
  expect(history.position()).toBe(1);
});

test('what was missed in between is said, and what came before it is forgotten', async () => {
  add(1);
  await history.catchUp();
  stored = [];
  add(5, 6);
  await history.catchUp();
  expect(told.at(-1)).toEqual([[5, 6], false]);
  expect([history.since(1), ids(history.since(4))]).toEqual([null, [5, 6]]);
});

test('no more than a thousand are kept for who comes back', async () => {
  add(...Array.from({ length: 1500 }, (_, index) => index + 1));
  await history.catchUp();
  expect([history.since(499), history.since(500)?.length]).toEqual([null, 1000]);
});
