import type { RoutingAnswer } from '@linli/shared/api/types.ts';
import { leftOutReasonLabels, routingWayLabels } from '@linli/shared/routing.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Fact } from '../../components/row';
import { copy } from './copy';

/** Who would get it, and how that came about. */
export function RoutedCard({ routed }: { routed: RoutingAnswer }) {
  const { rule, way, handler, candidates, leftOut } = routed;
  return (
    <Card>
      <Heading>{handler ? copy.goesTo(handler.name) : copy.nobody}</Heading>
      <Fact label={copy.rule}>
        {rule ? copy.ruleWords(rule.position, rule.name, rule.group) : copy.noRule}
      </Fact>
      <Fact label={copy.way}>{routingWayLabels[way]}</Fact>
      {candidates.length > 0 && (
        <Fact label={copy.candidates}>
          {candidates
            .map(({ name, department, openTickets }) => copy.person(name, department, openTickets))
            .join('\n')}
        </Fact>
      )}
      {leftOut.length > 0 && (
        <Fact label={copy.leftOut}>
          {leftOut.map(({ name, reason }) => copy.left(name, leftOutReasonLabels[reason])).join('\n')}
        </Fact>
      )}
    </Card>
  );
}
