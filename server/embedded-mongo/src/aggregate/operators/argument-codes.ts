/** MongoDB's codes for the named arguments of one operator: no object at all, a name too many, a name missing. */
interface ArgumentCodes {
  readonly noObject: number;
  readonly unknown: number;
  readonly missing: ReadonlyMap<string, number>;
}

const trim: ArgumentCodes = { noObject: 50696, unknown: 50694, missing: new Map([['input', 50695]]) };
const regex: ArgumentCodes = {
  noObject: 51103,
  unknown: 31024,
  missing: new Map([
    ['input', 31022],
    ['regex', 31023],
  ]),
};
const replace: ArgumentCodes = {
  noObject: 51751,
  unknown: 51750,
  missing: new Map([
    ['input', 51749],
    ['find', 51748],
    ['replacement', 51747],
  ]),
};
const dateAdd: ArgumentCodes = {
  noObject: 5166400,
  unknown: 5166401,
  missing: new Map([
    ['startDate', 5166402],
    ['unit', 5166402],
    ['amount', 5166402],
  ]),
};

/** Operators with codes of their own; all others answer FailedToParse (9). */
export const argumentCodes: Readonly<Record<string, ArgumentCodes>> = {
  $cond: {
    noObject: 17080,
    unknown: 17083,
    missing: new Map([
      ['if', 17080],
      ['then', 17081],
      ['else', 17082],
    ]),
  },
  $filter: {
    noObject: 28646,
    unknown: 28647,
    missing: new Map([
      ['input', 28648],
      ['cond', 28650],
    ]),
  },
  $map: {
    noObject: 16878,
    unknown: 16879,
    missing: new Map([
      ['input', 16880],
      ['in', 16882],
    ]),
  },
  $reduce: {
    noObject: 40075,
    unknown: 40076,
    missing: new Map([
      ['input', 40077],
      ['initialValue', 40078],
      ['in', 40079],
    ]),
  },
  $let: {
    noObject: 16874,
    unknown: 16875,
    missing: new Map([
      ['vars', 16876],
      ['in', 16877],
    ]),
  },
  $zip: { noObject: 34460, unknown: 34464, missing: new Map([['inputs', 34465]]) },
  $switch: { noObject: 40060, unknown: 40067, missing: new Map([['branches', 40068]]) },
  '$switch branch': {
    noObject: 40062,
    unknown: 40063,
    missing: new Map([
      ['case', 40064],
      ['then', 40065],
    ]),
  },
  $sortArray: {
    noObject: 2942500,
    unknown: 2942501,
    missing: new Map([
      ['input', 2942502],
      ['sortBy', 2942503],
    ]),
  },
  $trim: trim,
  $ltrim: trim,
  $rtrim: trim,
  $regexMatch: regex,
  $regexFind: regex,
  $regexFindAll: regex,
  $replaceOne: replace,
  $replaceAll: replace,
  $dateToString: { noObject: 18629, unknown: 18534, missing: new Map([['date', 18628]]) },
  $dateFromString: { noObject: 40540, unknown: 40541, missing: new Map([['dateString', 40542]]) },
  $dateFromParts: {
    noObject: 40519,
    unknown: 40518,
    missing: new Map([
      ['year', 40516],
      ['isoWeekYear', 40516],
    ]),
  },
  $dateToParts: { noObject: 40524, unknown: 40520, missing: new Map([['date', 40522]]) },
  $dateAdd: dateAdd,
  $dateSubtract: dateAdd,
  $dateDiff: {
    noObject: 5166301,
    unknown: 5166302,
    missing: new Map([
      ['startDate', 5166303],
      ['endDate', 5166304],
      ['unit', 5166305],
    ]),
  },
  $dateTrunc: {
    noObject: 5439007,
    unknown: 5439008,
    missing: new Map([
      ['date', 5439009],
      ['unit', 5439010],
    ]),
  },
};
