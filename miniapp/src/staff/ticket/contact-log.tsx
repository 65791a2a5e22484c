import type { TicketDetail } from '@linli/shared/api/types.ts';
import { contactWords } from '@linli/shared/contact-log.ts';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Timeline, type TimelineEntry } from '../../components/timeline';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

/** Every attempt to reach the resident, in one place. Nothing where nobody has tried. */
export function ContactLog({ ticket }: { ticket: TicketDetail }) {
  const entries: TimelineEntry[] = [];
  ticket.history.forEach(({ contact, by, text }, index) => {
    if (!contact) return;
    entries.push({
      key: `${index} ${contact.at}`,
      title: contactWords(contact),
      time: [timeInWords(contact.at), by].filter(Boolean).join(' · '),
      text,
    });
  });
  if (entries.length === 0) return null;
  return (
    <Card>
      <Heading>{copy.contactLog}</Heading>
      <Timeline label={copy.contactLog} entries={entries} />
    </Card>
  );
}
