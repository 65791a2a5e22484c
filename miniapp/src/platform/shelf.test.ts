import { beforeEach, describe, expect, it } from 'vitest';
import { forgetSeen, seen, seenBy } from './seen';
import { createShelf } from './shelf';

let time = 0;
const shelf = createShelf(
  () => 'shelf',
  { entriesMax: 3, ageMaxMs: 1000 },
  () => time,
);

beforeEach(() => {
  time = 1_000_000;
});

describe('a shelf', () => {
  it('gives back what was put there, and since when', () => {
    shelf.put('thing', { list: [1, '二'] });
    time += 10;
    expect(shelf.get('thing')).toEqual({ value: { list: [1, '二'] }, at: 1_000_000 });
    expect(shelf.get('other')).toBeNull();
  });

  it('makes room by giving up what has lain there longest', () => {
    for (const key of ['a', 'b', 'c']) {
      shelf.put(key, key);
      time += 1;
    }
    shelf.put('a', 'again');
    time += 1;
    shelf.put('d', 'd');
    expect(['a', 'b', 'c', 'd'].filter((key) => shelf.get(key))).toEqual(['a', 'c', 'd']);
  });

  it('gives nothing that is too old, or from a time that has not come', () => {
    shelf.put('thing', 1);
    time += 1000;
    expect(shelf.get('thing')).not.toBeNull();
    time += 1;
    expect(shelf.get('thing')).toBeNull();
    time -= 2000;
    expect(shelf.get('thing')).toBeNull();
  });

  it('takes nothing large, and forgets the smaller one of before', () => {
    shelf.put('thing', 'small');
    shelf.put('thing', 'x'.repeat(40_000));
    expect(shelf.get('thing')).toBeNull();
  });

  it('is emptied without touching another', () => {
    const other = createShelf(
      () => 'shelf-2',
      { entriesMax: 3, ageMaxMs: 1000 },
      () => time,
    );
    shelf.put('thing', 1);
    other.put('thing', 2);
    shelf.clear();
    expect([shelf.get('thing'), other.get('thing')?.value]).toEqual([null, 2]);
  });
});

describe('what was seen last', () => {
  it('stays for the same person, and is gone for another', () => {
    seenBy('staff', 'shen');
    seen.staff.put('ticket', 1);
    seenBy('staff', 'shen');
    expect(seen.staff.get('ticket')).not.toBeNull();
    seenBy('staff', 'zhou');
    expect(seen.staff.get('ticket')).toBeNull();
  });

  it('before anybody has signed in stays theirs who then does', () => {
    seen.resident.put('scan.c.A01', 1);
    seenBy('resident', 'wang');
    expect(seen.resident.get('scan.c.A01')).not.toBeNull();
  });

  it('by staff is forgotten without what the resident saw', () => {
    seen.staff.put('ticket', 1);
    seen.resident.put('rating', 1);
    forgetSeen('staff');
    expect([seen.staff.get('ticket'), seen.resident.get('rating')?.value]).toEqual([null, 1]);
  });
});
