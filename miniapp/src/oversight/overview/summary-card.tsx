import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type ClockColour, clockColourLabels } from '@linli/shared/ticket-clocks.ts';
import { ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { Age } from './age';
import { copy } from './copy';
import type { Filter } from './filter';

export type Overview = AnswerOf<'getOverview'>;

/** The worst first. */
const colours: readonly ClockColour[] = ['red', 'yellow', 'green'];

interface SummaryCardProps {
  overview: Overview;
  at: number;
  onFilter: (filter: Filter) => void;
}

/** How many there are, by colour and by state. */
export function SummaryCard({ overview, at, onFilter }: SummaryCardProps) {
  const { open, states } = overview;
  return (
    <Card>
      <Heading>{copy.open(open.total)}</Heading>
      <Age at={at} />
      <View className="overview-colours">
        {colours.map((colour) => (
          <Button
            key={colour}
            kind="secondary"
            label={copy.colour(clockColourLabels[colour], open[colour])}
            onPress={() => onFilter({ colour })}
          />
        ))}
      </View>
      {states
        .filter(({ total }) => total > 0)
        .map(({ state, total, red, yellow }) => (
          <Fact key={state} label={ticketStateLabels[state]}>
            {copy.stateCount(total, red, yellow)}
          </Fact>
        ))}
    </Card>
  );
}
