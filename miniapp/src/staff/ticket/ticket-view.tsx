import type { TicketDetail } from '@linli/shared/api/types.ts';
import { ticketClockLabels } from '@linli/shared/ticket-clocks.ts';
import { findingLabels, ticketEventLabels, ticketStateLabels } from '@linli/shared/ticket-life-cycle.ts';
import { ticketRequestLabels } from '@linli/shared/ticket-requests.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Timeline } from '../../components/timeline';
import { useAnnouncedChanges } from '../../platform/announce';
import { timeInWords } from '../../platform/time-words';
import { ClockBadge } from '../clock-badge';
import { standingInWords } from '../clock-words';
import { mayReadContacts, type StaffPerson } from '../use-staff';
import { ActionBar } from './action-bar';
import { AnswerCard, ConclusionCard } from './conclusion-card';
import { ConsultationCard } from './consultation-card';
import { ContactLog } from './contact-log';
import { copy } from './copy';
import { EvidenceCard } from './evidence/evidence-card';
import { FeedbackCard } from './feedback-card';
import { RatingCard } from './rating-card';
import './index.scss';

interface TicketViewProps {
  ticket: TicketDetail;
  person: StaffPerson;
  onChanged: (ticket: TicketDetail) => void;
}

/** The ticket from top to bottom: where it stands, what was said, what was done, what can be done. */
export function TicketView({ ticket, person, onChanged }: TicketViewProps) {
  useAnnouncedChanges(ticketStateLabels[ticket.state]);
  return (
    <>
      <Card tone="brand">
        <Heading>{ticketStateLabels[ticket.state]}</Heading>
        <View>{copy.number(ticket.number)}</View>
        <Fact label={copy.handler}>{ticket.handler?.name ?? copy.unassigned}</Fact>
        {ticket.reopened && <View>{copy.reopened}</View>}
        <Fact label={copy.openedAt}>{timeInWords(ticket.openedAt)}</Fact>
        {ticket.clocks.map((clock) => (
          <Fact key={clock.kind} label={ticketClockLabels[clock.kind]}>
            <ClockBadge clock={clock}>{standingInWords(clock)}</ClockBadge>
          </Fact>
        ))}
      </Card>
      {ticket.request && (
        <Notice
          tone="info"
          text={copy.asked(
            ticketRequestLabels[ticket.request.kind],
            ticket.request.by ?? '',
            ticket.request.text,
          )}
        />
      )}
      {ticket.pause && <Notice tone="info" text={copy.paused(timeInWords(ticket.pause.until))} />}
      {ticket.kind === 'rating' && <RatingCard ticket={ticket} contactReadable={mayReadContacts(person)} />}
      {ticket.kind === 'consultation' && (
        <ConsultationCard ticket={ticket} contactReadable={mayReadContacts(person)} />
      )}
      {ticket.kind === 'feedback' && (
        <FeedbackCard ticket={ticket} contactReadable={mayReadContacts(person)} />
      )}
      <ConclusionCard ticket={ticket} />
      <AnswerCard ticket={ticket} />
      <ContactLog ticket={ticket} />
      <EvidenceCard ticket={ticket} />
      <Card>
        <Heading>{copy.history}</Heading>
        <Timeline label={copy.history} entries={ticket.history.map(entryOf)} />
      </Card>
      {ticket.actions.length > 0 && <ActionBar ticket={ticket} onChanged={onChanged} />}
    </>
  );
}

function entryOf(event: TicketDetail['history'][number], index: number) {
  const label = ticketEventLabels[event.kind];
  const what = event.to ? copy.handed(label, event.to) : label;
  const found = event.finding && findingLabels[event.finding];
  return {
    key: `${index} ${event.at}`,
    title: found ? `${what}：${found}` : what,
    time: [timeInWords(event.at), event.by].filter(Boolean).join(' · '),
    text: event.text,
  };
}
