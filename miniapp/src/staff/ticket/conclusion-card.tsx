import type { TicketDetail } from '@linli/shared/api/types.ts';
import { measureLabels } from '@linli/shared/measures.ts';
import { findingLabels, ticketOutcomeLabels } from '@linli/shared/ticket-life-cycle.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

/** What the resident was told, and what they said to it. */
export function AnswerCard({ ticket }: { ticket: TicketDetail }) {
  const { reply, privateNote, judgeBy, outcome } = ticket;
  if (reply === null) return null;
  return (
    <Card>
      <Heading>{copy.answer}</Heading>
      <Fact label={copy.reply}>{reply}</Fact>
      {privateNote && <Fact label={copy.privateNoteShown}>{privateNote}</Fact>}
      {judgeBy && <Fact label={copy.judgeBy}>{timeInWords(judgeBy)}</Fact>}
      {outcome && <Fact label={copy.outcome}>{ticketOutcomeLabels[outcome]}</Fact>}
    </Card>
  );
}

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
