import type { TicketDetail } from '@linli/shared/api/types.ts';
import { measureLabels } from '@linli/shared/measures.ts';
import { findingLabels } from '@linli/shared/ticket-life-cycle.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { copy } from './copy';

/** What was found, and what was done about it. */
export function ConclusionCard({ ticket }: { ticket: TicketDetail }) {
  if (ticket.finding === null) return null;
  const { measures, measureText, state } = ticket;
  return (
    <Card>
      <Heading>{copy.conclusion}</Heading>
      <Fact label={state === 'reviewing' ? copy.proposed : copy.finding}>
        {findingLabels[ticket.finding]}
      </Fact>
      {measures.length > 0 && (
        <Fact label={copy.measuresTaken}>{measures.map((measure) => measureLabels[measure]).join('、')}</Fact>
      )}
      {measureText && <Fact label={copy.measureText}>{measureText}</Fact>}
      {ticket.excluded && <Notice tone="info" text={copy.excluded} />}
    </Card>
  );
}
