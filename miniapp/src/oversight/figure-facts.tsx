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
import './figure-facts.scss';

export type FigureSet = Pick<AnswerOf<'getMyFigures'>, 'counted' | 'excluded' | 'upheld' | 'figures'>;

const copy = {
  small: '样本少',
  counted: (count: number) => `计入评价 ${count} 条`,
  leftOut: (excluded: number, upheld: number) =>
    `另有经复核排除 ${excluded} 条、申诉成立 ${upheld} 条，不计入上面的指标。`,
  note: (minSample: number) => `不足 ${minSample} 条的标为“样本少”，不参加排名。指标由系统生成，不能改动。`,
  sample: (part: number, of: number) => `${part} ÷ ${of}`,
};

/** A figure with its sample: 98.5%（27 ÷ 30）. */
export function figureInWords(figure: Figure): string {
  return `${rateInWords(figure)}（${copy.sample(figure.part, figure.of)}）`;
}

/** Every figure with its sample and its formula, and what was left out. */
export function FigureFacts({ of, minSample }: { of: FigureSet; minSample: number }) {
  return (
    <>
      <View>{copy.counted(of.counted)}</View>
      {figureKinds.map((kind) => (
        <View key={kind} className="figure">
          <View className="figure-head">
            <View className="figure-name">{figureLabels[kind]}</View>
            <View className="figure-rate">{figureInWords(of.figures[kind])}</View>
            {of.figures[kind].small && <Badge tone="waiting">{copy.small}</Badge>}
          </View>
          <View className="row-note">{figureFormulas[kind]}</View>
        </View>
      ))}
      <View className="row-note">{copy.leftOut(of.excluded, of.upheld)}</View>
      <View className="row-note">{copy.note(minSample)}</View>
    </>
  );
}
