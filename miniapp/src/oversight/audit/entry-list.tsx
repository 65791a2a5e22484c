import type { AnswerOf } from '@linli/shared/api/types.ts';
import { auditActionLabel, auditOutcomeLabels, auditSubjectLabel } from '@linli/shared/audit-log.ts';
import { View } from '@tarojs/components';
import { Badge } from '../../components/badge';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { useSignInAgain } from '../../staff/use-staff';
import { copy } from './copy';
import type { SearchQuery } from './search';

export type Entry = AnswerOf<'listAuditEntries'>['items'][number];

interface EntryListProps {
  query: SearchQuery;
  onOpen: (entry: Entry) => void;
}

/** What the search finds, newest first. */
export function EntryList({ query, onOpen }: EntryListProps) {
  const list = usePagedList(JSON.stringify(query), (cursor) =>
    call('listAuditEntries', { query: { ...query, ...(cursor ? { cursor } : {}) } }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.emptyTitle} />;
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onOpen={onOpen} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}

/** Who it was: a name, or what kind of person. */
export function actorInWords({ kind, name }: Entry['actor']): string {
  return name ?? copy.kinds[kind];
}

export function subjectInWords({ kind, id, name }: NonNullable<Entry['subject']>): string {
  return `${auditSubjectLabel(kind)} ${name ?? id}`;
}

function EntryRow({ entry, onOpen }: { entry: Entry; onOpen: (entry: Entry) => void }) {
  const action = auditActionLabel(entry.action);
  const subject = entry.subject && subjectInWords(entry.subject);
  const facts = [actorInWords(entry.actor), timeInWords(entry.at)];
  const refused = entry.outcome === 'refused' && auditOutcomeLabels.refused;
  return (
    <Row
      label={[action, subject, ...facts, refused].filter(Boolean).join('，')}
      onPress={() => onOpen(entry)}
    >
      <View className="row-title">{action}</View>
      {subject && <View className="audit-subject">{subject}</View>}
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
      {refused && (
        <View className="row-badges">
          <Badge tone="late">{refused}</Badge>
        </View>
      )}
    </Row>
  );
}
