import type { AnswerOf } from '@linli/shared/api/types.ts';
import {
  type Figure,
  figureFormulas,
  figureKinds,
  figureLabels,
  rateInWords,
} from '@linli/shared/figures.ts';
import { View } from '@tarojs/components';
import { Badge } from '../components/badge';
import { copy } from './copy';
import './figure-facts.scss';

export type FigureSet = Pick<
  AnswerOf<'getMyFigures'>,
  'counted' | 'excluded' | 'upheld' | 'supplements' | 'badSupplements' | 'figures'
>;

/** A figure with its sample: 98.5%（27 ÷ 30）. */
export function figureInWords(figure: Figure): string {
  return `${rateInWords(figure)}（${copy.figures.sample(figure.part, figure.of)}）`;
}

/** Every figure with its sample and its formula, and what was left out. */
export function FigureFacts({ of, minSample }: { of: FigureSet; minSample: number }) {
  return (
    <>
      <View>{copy.figures.counted(of.counted)}</View>
      {figureKinds.map((kind) => (
        <View key={kind} className="figure">
          <View className="figure-head">
            <View className="figure-name">{figureLabels[kind]}</View>
            <View className="figure-rate">{figureInWords(of.figures[kind])}</View>
            {of.figures[kind].small && <Badge tone="waiting">{copy.figures.small}</Badge>}
          </View>
          <View className="row-note">{figureFormulas[kind]}</View>
        </View>
      ))}
      <View className="row-note">{copy.figures.leftOut(of.excluded, of.upheld)}</View>
      {of.supplements > 0 && (
        <View className="row-note">{copy.figures.supplements(of.supplements, of.badSupplements)}</View>
      )}
      <View className="row-note">{copy.figures.note(minSample)}</View>
    </>
  );
}
