import type { AnswerOf } from '@linli/shared/api/types.ts';
import { byteOrderMark, csvLine } from '@linli/shared/csv.ts';
import { copy } from './copy';

type Figures = AnswerOf<'listPublicityFigures'>;

/** One line for each row and one for all, as comma-separated values. */
export function tableOf({ rows, total }: Figures): string {
  const lines = [
    copy.columns,
    ...rows.map((row) => [row.name || copy.noCampaign, ...numbersOf(row)]),
    [copy.total, ...numbersOf(total)],
  ];
  return byteOrderMark + lines.map(csvLine).join('');
}

const numbersOf = (of: Figures['total']) => [
  of.published,
  of.live,
  of.views,
  of.useful,
  of.notUseful,
  of.consultations,
  of.quizAnswers,
];
