import { accumulators, refusedAccumulators } from '../aggregate/accumulators.ts';
import { expressionOperators, refusedExpressions } from '../aggregate/expression.ts';
import { refusedStages } from '../aggregate/pipeline.ts';
import { stageNames } from '../aggregate/stages.ts';
import { commandNames } from '../commands/registry.ts';
import { logicalOperators, refusedQueryOperators } from '../query/parse-filter.ts';
import { fieldOperators, refusedFieldOperators } from '../query/parse-operator.ts';
import { refusedIndexOptions } from '../storage/index-spec.ts';
import { updateOperators } from '../update/operators.ts';

const start = '<!-- supported: written by src/tools/write-readme.ts -->';
const end = '<!-- /supported -->';

interface Row {
  readonly area: string;
  readonly supported: readonly string[];
  readonly refused: readonly string[];
  /** The code for anything else. */
  readonly unknown: string;
}

function rows(): readonly Row[] {
  return [
    { area: 'Commands', supported: commandNames, refused: [], unknown: '59' },
    {
      area: 'Query operators',
      supported: [...logicalOperators, ...fieldOperators],
      refused: [...new Set([...refusedQueryOperators, ...refusedFieldOperators])],
      unknown: '2',
    },
    {
      area: 'Projection',
      supported: ['inclusion', 'exclusion', '$slice', '$elemMatch', 'positional $', 'expressions'],
      refused: ['$meta'],
      unknown: '168',
    },
    {
      area: 'Update operators',
      supported: [...updateOperators, '$[]', '$[name]', 'positional $', 'pipelines'],
      refused: [],
      unknown: '9',
    },
    { area: 'Stages', supported: stageNames(), refused: refusedStages, unknown: '40324' },
    { area: 'Accumulators', supported: accumulators, refused: refusedAccumulators, unknown: '15952' },
    { area: 'Expressions', supported: expressionOperators(), refused: refusedExpressions, unknown: '168' },
    {
      area: 'Indexes',
      supported: ['single', 'compound', 'multikey', 'unique', 'sparse', 'partial', 'TTL'],
      refused: ['text', 'hashed', '2d', '2dsphere', 'wildcard', ...refusedIndexOptions],
      unknown: '197',
    },
  ];
}

function names(list: readonly string[]): string {
  return [...list]
    .sort()
    .map((name) => `\`${name}\``)
    .join(' ');
}

/** What the database knows and what it refuses, from the very lists it runs by, as an aligned Markdown table. */
export function supportTable(): string {
  const cells = [
    ['Area', 'Supported', 'Refused with 238', 'Anything else'],
    ...rows().map(({ area, supported, refused, unknown }) => [
      area,
      names(supported),
      names(refused) || '–',
      unknown,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The README with its table brought up to date. */
export function withSupportTable(readme: string): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to === -1) throw new Error('the README has no place for the table');
  return `${readme.slice(0, from + start.length)}\n\n${supportTable()}\n\n${readme.slice(to)}`;
}
