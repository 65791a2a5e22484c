import type { AnswerOf } from '@linli/shared/api/types.ts';
import { appealStateLabels } from '@linli/shared/appeals.ts';
import { gradeLabels } from '@linli/shared/grades.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Badge } from '../../components/badge';
import { Face } from '../../components/face-picker/face';
import { Heading } from '../../components/heading';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { usePagedList } from '../../platform/use-paged-list';
import { copy } from './copy';
import { EntrySheet } from './entry-sheet';

export type Entry = AnswerOf<'listMyEntries'>['items'][number];

/** The ratings about this person, newest first. */
export function EntryList() {
  const [open, setOpen] = useState<Entry | null>(null);
  const list = usePagedList('entries', (cursor) =>
    call('listMyEntries', { query: cursor ? { cursor } : {} }),
  );

  if (list.state === 'loading') return <Skeleton cards={2} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} />;
  return (
    <>
      <Heading>{copy.entries}</Heading>
      <List label={copy.list}>
        {list.rows.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onPress={() => setOpen(entry)} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
      {open && (
        <EntrySheet
          entry={open}
          onClose={() => setOpen(null)}
          onAppealed={() => {
            setOpen(null);
            list.reload();
          }}
        />
      )}
    </>
  );
}

function EntryRow({ entry, onPress }: { entry: Entry; onPress: () => void }) {
  const { grade, counter, day, excluded, appeal } = entry;
  const place = `${counter.code} ${counter.name}`;
  const standing = appeal ? appealStateLabels[appeal.state] : excluded && copy.excluded;
  return (
    <Row
      label={[gradeLabels[grade], place, day, standing].filter(Boolean).join('，')}
      lead={<Face grade={grade} small />}
      onPress={onPress}
    >
      <View className="row-title">{gradeLabels[grade]}</View>
      <View className="row-note row-facts">
        <View>{place}</View>
        <View>{day}</View>
      </View>
      {standing && (
        <View className="row-badges">
          <Badge tone={appeal?.state === 'pending' ? 'waiting' : 'done'}>{standing}</Badge>
        </View>
      )}
    </Row>
  );
}
