import type { AnswerOf } from '@linli/shared/api/types.ts';
import { bulletinStateLabels } from '@linli/shared/bulletins.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { Timeline } from '../../components/timeline';
import { FileReady } from '../../file-ready';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { type OwnFile, writeOwnFile } from '../../platform/own-file';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { EditForm } from './edit-form';
import './index.scss';

export type Bulletin = AnswerOf<'getBulletin'>;

/** One bulletin: read by staff; while it is a draft, edited and published by a supervisor. */
function BulletinPage() {
  const { id = '' } = useRouter().params;
  const person = useStaff();
  const { answer, reload, replace } = useAnswer(id, () => call('getBulletin', { params: { id } }));
  const [editing, setEditing] = useState(false);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const changed = (bulletin: Bulletin) => {
    replace(bulletin);
    setEditing(false);
  };
  if (editing) return <EditForm bulletin={answer.value} onChanged={changed} onNewer={replace} />;
  return <Reading bulletin={answer.value} onEdit={() => setEditing(true)} onChanged={changed} />;
}

interface ReadingProps {
  bulletin: Bulletin;
  onEdit: () => void;
  onChanged: (bulletin: Bulletin) => void;
}

function Reading({ bulletin, onEdit, onChanged }: ReadingProps) {
  const { title, text, unit, from, to, state, publishedAt, editable, versions } = bulletin;
  return (
    <Stack>
      <Card tone="brand">
        <Heading>{title}</Heading>
        <Fact label={copy.unit}>{copy.staffOf(unit.name)}</Fact>
        <Fact label={copy.period}>{copy.days(from, to)}</Fact>
        <Fact label={copy.state}>{bulletinStateLabels[state]}</Fact>
        {publishedAt && <Fact label={copy.publishedAt}>{timeInWords(publishedAt)}</Fact>}
      </Card>
      <Card>
        <View className="bulletin-text">{text}</View>
      </Card>
      <TextExport bulletin={bulletin} />
      {editable && <Button kind="secondary" label={copy.edit} onPress={onEdit} />}
      {editable && <PublishCard bulletin={bulletin} onChanged={onChanged} />}
      {versions.length > 0 && (
        <Card>
          <Heading>{copy.versions}</Heading>
          <Timeline
            label={copy.versions}
            entries={versions.map(({ version, at, by }) => ({
              key: String(version),
              title: copy.version(version, by),
              time: timeInWords(at),
            }))}
          />
        </Card>
      )}
    </Stack>
  );
}

/** Asks once more: what is published cannot be taken back. */
function PublishCard({ bulletin, onChanged }: Omit<ReadingProps, 'onEdit'>) {
  const [asking, setAsking] = useState(false);
  const { busy, error, start } = useAction(async () => {
    const { id, version } = bulletin;
    onChanged(await call('publishBulletin', { params: { id }, body: { version } }));
  });
  if (!asking) return <Button label={copy.publish} onPress={() => setAsking(true)} />;
  return (
    <Card>
      <View>{copy.publishAsk}</View>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button label={copy.confirmPublish} busyLabel={busy ? copy.publishing : undefined} onPress={start} />
      <Button kind="secondary" label={copy.notYet} onPress={() => setAsking(false)} />
    </Card>
  );
}

/** Plain text, as any program prints it. */
function TextExport({ bulletin: { title, text, unit, publishedAt } }: { bulletin: Bulletin }) {
  const [file, setFile] = useState<OwnFile | null>(null);
  const { busy, error, start } = useAction(async () => {
    const foot = [unit.name, publishedAt?.slice(0, 10)].filter(Boolean).join('\n');
    setFile(await writeOwnFile(title, `${title}\n\n${text}\n\n${foot}\n`, 'txt'));
  });
  return (
    <>
      {error && <Notice tone="error" text={error.message} />}
      {file && <FileReady file={file} />}
      <Button
        kind="secondary"
        label={copy.export}
        busyLabel={busy ? copy.exporting : undefined}
        onPress={start}
      />
    </>
  );
}

export default definePage({ title: copy.title }, BulletinPage);
