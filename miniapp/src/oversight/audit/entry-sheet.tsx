import { auditActionLabel, auditOutcomeLabels } from '@linli/shared/audit-log.ts';
import { Button } from '../../components/button';
import { Fact } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';
import { actorInWords, type Entry, subjectInWords } from './entry-list';
import { everything, type Search } from './search';

interface EntrySheetProps {
  entry: Entry;
  onSearch: (search: Search) => void;
  onClose: () => void;
}

/** All that one entry says, and the ways to what belongs to it. */
export function EntrySheet({ entry, onSearch, onClose }: EntrySheetProps) {
  const { actor, subject } = entry;
  return (
    <Sheet title={copy.detail} onClose={onClose}>
      <Fact label={copy.action}>{auditActionLabel(entry.action)}</Fact>
      <Fact label={copy.outcome}>{auditOutcomeLabels[entry.outcome]}</Fact>
      <Fact label={copy.time}>{timeInWords(entry.at)}</Fact>
      <Fact label={copy.who}>{[actorInWords(actor), actor.id].filter(Boolean).join('\n')}</Fact>
      {subject && (
        <Fact label={copy.subject}>
          {[subjectInWords(subject), subject.name && subject.id].filter(Boolean).join('\n')}
        </Fact>
      )}
      {entry.reason && <Fact label={copy.reason}>{entry.reason}</Fact>}
      {entry.ip && <Fact label={copy.ip}>{entry.ip}</Fact>}
      <Fact label={copy.chain}>
        {entry.chain} {entry.sequence}
      </Fact>
      {subject && (
        <Button
          kind="secondary"
          label={copy.sameSubject}
          onPress={() => onSearch({ ...everything, subject: subject.name ?? subject.id })}
        />
      )}
      {actor.id && (
        <Button
          kind="secondary"
          label={copy.samePerson}
          onPress={() => onSearch({ ...everything, actor: actor.name ?? actor.id ?? '' })}
        />
      )}
    </Sheet>
  );
}
