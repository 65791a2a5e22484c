import type { AnswerOf } from '@linli/shared/api/types.ts';
import { figureKinds, figureLabels, rateInWords } from '@linli/shared/figures.ts';
import { measureLabels } from '@linli/shared/measures.ts';
import { findingLabels } from '@linli/shared/ticket-life-cycle.ts';
import type { BadRatingFacts } from '../tickets/index.ts';

type Figures = AnswerOf<'listFigures'>;

/** What a bulletin is written from. */
export interface BulletinData {
  counters: Figures;
  facts: readonly BadRatingFacts[];
  /** What counters are called, by id. */
  counterName(id: string): string;
  now: Date;
}

/** Good examples named, and late tickets listed one by one. */
const examplesMax = 3;
const lateMax = 20;

/**
 * The first version of a bulletin. It is made of counts, numbers of tickets and names of counters: what residents
 * wrote, and what was answered to them, may name somebody and is left out.
 */
export function draftBulletin(data: BulletinData): { title: string; text: string } {
  const { counters } = data;
  const sections = [
    ['一、总体情况', overall(counters)],
    ['二、差评的调查结论', findings(data)],
    ['三、整改措施', measures(data)],
    ['四、超时办理', late(data)],
    ['五、做得好的窗口', examples(counters)],
    ['六、下一步', '（请督办人填写。）'],
  ];
  return {
    title: `${counters.unit.name}好差评工作通报（${counters.from} 至 ${counters.to}）`,
    text: sections.map(([title, text]) => `${title}\n${text}`).join('\n\n'),
  };
}

function overall({ total, minSample }: Figures): string {
  const lines = figureKinds.map((kind) => {
    const figure = total.figures[kind];
    const small = figure.small ? `，样本不足 ${minSample}，仅供参考` : '';
    return `${figureLabels[kind]}：${rateInWords(figure)}（${figure.part} ÷ ${figure.of}${small}）`;
  });
  return [
    `计入评价 ${total.counted} 条；另有经复核排除 ${total.excluded} 条、申诉成立 ${total.upheld} 条，不计入指标。`,
    `追评 ${total.supplements} 条，其中差评 ${total.badSupplements} 条，不计入好评率。`,
    ...lines,
  ].join('\n');
}

function findings({ facts }: BulletinData): string {
  if (facts.length === 0) return '本期没有差评。';
  const found = Map.groupBy(facts, ({ finding }) => (finding ? findingLabels[finding] : '尚在调查'));
  return `差评 ${facts.length} 件：${[...found].map(([label, of]) => `${label} ${of.length} 件`).join('，')}。`;
}

function measures({ facts }: BulletinData): string {
  const taken = Map.groupBy(
    facts.flatMap((fact) => fact.measures),
    (measure) => measureLabels[measure],
  );
  if (taken.size === 0) return '本期没有登记整改措施。';
  return `${[...taken].map(([label, of]) => `${label} ${of.length} 次`).join('，')}。`;
}

function late({ facts, counterName, now }: BulletinData): string {
  const overdue = facts.filter(({ settle }) => settle && (settle.stoppedAt ?? now) > settle.dueAt);
  if (overdue.length === 0) return '本期没有超时办理的差评工单。';
  const lines = overdue
    .slice(0, lateMax)
    .map(({ number, counterId, settle }) =>
      [
        `工单 ${number}（${counterName(counterId.toHexString())}）`,
        settle?.stoppedAt ? '已办，晚于时限' : '仍未办结',
        '原因：（请督办人填写）',
      ].join('，'),
    );
  const more = overdue.length > lateMax ? [`其余 ${overdue.length - lateMax} 件见督办总览。`] : [];
  return [`超时 ${overdue.length} 件：`, ...lines, ...more].join('\n');
}

function examples({ rows }: Figures): string {
  const best = rows.filter(({ rank }) => rank !== null).slice(0, examplesMax);
  if (best.length === 0) return '本期各窗口样本都少，不排名。';
  return best
    .map(
      ({ name, figures }) =>
        `${name}：好评率 ${rateInWords(figures.good)}（${figures.good.part} ÷ ${figures.good.of}）`,
    )
    .join('\n');
}
