import type { Evidence, EvidenceList, TicketDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Heading } from '../../../components/heading';
import { Notice } from '../../../components/notice';
import { List, Row } from '../../../components/row';
import { call } from '../../../platform/api';
import { type ChosenFile, chooseFile, type FileSource } from '../../../platform/chosen-file';
import { useAnswer } from '../../../platform/use-answer';
import { AddSheet } from './add-sheet';
import { copy } from './copy';
import { ItemSheet } from './item-sheet';
import { RecordingSheet } from './recording-sheet';
import { noteOf, titleOf } from './words';

/** Pieces shown at a time: an old phone bears no longer list. */
const shownAtOnce = 10;

/** What the investigation has collected. Nothing at all for those who may not see it. */
export function EvidenceCard({ ticket }: { ticket: TicketDetail }) {
  const { answer, reload, replace } = useAnswer(ticket.id, () =>
    call('listEvidence', { params: { id: ticket.id } }),
  );
  if (answer.state === 'loading') return null;
  if (answer.state === 'ready') return <Collected ticket={ticket} list={answer.value} onChanged={replace} />;
  if (answer.error.code === 'not-allowed') return null;
  return (
    <Card>
      <Heading>{copy.title}</Heading>
      <Notice tone="error" text={copy.failed} action={{ label: copy.retry, onPress: reload }} />
    </Card>
  );
}

interface CollectedProps {
  ticket: TicketDetail;
  list: EvidenceList;
  onChanged: (list: EvidenceList) => void;
}

function Collected({ ticket, list, onChanged }: CollectedProps) {
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [referring, setReferring] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);

  const added = (after: EvidenceList) => {
    setPage(0);
    onChanged(after);
  };
  const choose = async (source: FileSource) => setChosen(await chooseFile(source));
  const newestFirst = [...list.items].reverse();
  const shown = newestFirst.slice(page * shownAtOnce, (page + 1) * shownAtOnce);
  const opened = list.items.find(({ id }) => id === openId);
  return (
    <Card>
      <Heading>{copy.title}</Heading>
      {shown.length === 0 ? (
        <View>{copy.none}</View>
      ) : (
        <List label={copy.title}>
          {shown.map((evidence) => (
            <EvidenceRow key={evidence.id} evidence={evidence} onPress={() => setOpenId(evidence.id)} />
          ))}
        </List>
      )}
      {page > 0 && <Button kind="secondary" label={copy.newer} onPress={() => setPage(page - 1)} />}
      {newestFirst.length > (page + 1) * shownAtOnce && (
        <Button kind="secondary" label={copy.older} onPress={() => setPage(page + 1)} />
      )}
      {list.addable && (
        <>
          <Button kind="secondary" label={copy.addFrom.camera} onPress={() => void choose('camera')} />
          <Button kind="secondary" label={copy.addFrom.files} onPress={() => void choose('files')} />
          {list.counters.length > 0 && (
            <Button kind="secondary" label={copy.addRecording} onPress={() => setReferring(true)} />
          )}
        </>
      )}
      <View className="ticket-note">{copy.audited}</View>
      {chosen && (
        <AddSheet ticketId={ticket.id} file={chosen} onAdded={added} onClose={() => setChosen(null)} />
      )}
      {referring && (
        <RecordingSheet
          ticket={ticket}
          counters={list.counters}
          onAdded={added}
          onClose={() => setReferring(false)}
        />
      )}
      {opened && (
        <ItemSheet
          ticketId={ticket.id}
          evidence={opened}
          onChanged={onChanged}
          onClose={() => setOpenId(null)}
        />
      )}
    </Card>
  );
}

function EvidenceRow({ evidence, onPress }: { evidence: Evidence; onPress: () => void }) {
  const [title, note] = [titleOf(evidence), noteOf(evidence)];
  return (
    <Row label={`${title}，${note}`} onPress={onPress}>
      <View className="row-title">{title}</View>
      <View className="row-note">{note}</View>
    </Row>
  );
}
