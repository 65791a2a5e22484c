import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { sizeInWords } from '@linli/shared/files.ts';
import { attachmentsMax } from '@linli/shared/limits.ts';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { List, Row } from '../../components/row';
import { announce } from '../../platform/announce';
import { upload } from '../../platform/file-calls';
import { useAction } from '../../platform/use-action';
import { AddButtons } from './add-buttons';
import { AttachmentSheet } from './attachment-sheet';
import { copy } from './copy';
import { dropFile, filesFor } from './waiting';

interface AttachmentsCardProps {
  appointment: AppointmentDetail;
  onChanged: (after: AppointmentDetail) => void;
}

/** The papers for the lawyer: what is there, what is on its way, and how to add another. */
export function AttachmentsCard({ appointment, onChanged }: AttachmentsCardProps) {
  const { id, given, attachable } = appointment;
  const [openId, setOpenId] = useState<string | null>(null);
  const uploads = useUploads(id, onChanged);
  // What lies on the device from before holds nothing of what was confided.
  const there = given?.attachments ?? [];
  const opened = there.find((one) => one.id === openId);
  if (!given || (there.length === 0 && !attachable)) return null;
  return (
    <Card>
      <Heading>{copy.title}</Heading>
      <View className="row-note">{copy.note}</View>
      {there.length > 0 && (
        <List label={copy.list}>
          {there.map((one, index) => {
            const name = copy.numbered(copy.kinds[one.kind], index + 1);
            const size = sizeInWords(one.size);
            return (
              <Row key={one.id} label={`${name}，${size}`} onPress={() => setOpenId(one.id)}>
                <View className="row-title">{name}</View>
                <View className="row-note">{size}</View>
              </Row>
            );
          })}
        </List>
      )}
      <Underway uploads={uploads} from={there.length} />
      {attachable && there.length + uploads.files.length < attachmentsMax && (
        <AddButtons place={id} onAdded={uploads.send} />
      )}
      {opened && (
        <AttachmentSheet
          appointment={appointment}
          attachment={opened}
          name={copy.numbered(copy.kinds[opened.kind], there.indexOf(opened) + 1)}
          onChanged={onChanged}
          onClose={() => setOpenId(null)}
        />
      )}
    </Card>
  );
}

/** Sends what waits, one after the other. What fails stays, and goes on with the same key. */
function useUploads(id: string, onChanged: AttachmentsCardProps['onChanged']) {
  const [files, setFiles] = useState(() => filesFor(id));
  const [percent, setPercent] = useState(0);
  const sending = useAction(async () => {
    for (let [next] = filesFor(id); next; [next] = filesFor(id)) {
      setPercent(0);
      const after = await upload(
        'addAttachment',
        { params: { id }, query: { idempotencyKey: next.key } },
        { file: next.file, fields: {}, onProgress: setPercent },
      );
      dropFile(id, next.key);
      setFiles(filesFor(id));
      announce(copy.sent);
      onChanged(after);
    }
  });
  const send = () => {
    setFiles(filesFor(id));
    void sending.start();
  };
  // What was chosen while booking sets out as soon as the seat is certain.
  const begin = useRef(send);
  useEffect(() => {
    if (filesFor(id).length > 0) begin.current();
  }, [id]);
  return {
    files,
    percent,
    busy: sending.busy,
    error: sending.error,
    send,
    skip() {
      const [first] = filesFor(id);
      if (first) dropFile(id, first.key);
      sending.clearError();
      send();
    },
  };
}

function Underway({
  uploads: { files, percent, busy, error, send, skip },
  from,
}: {
  uploads: ReturnType<typeof useUploads>;
  from: number;
}) {
  return (
    <>
      {files.map(({ key, kind, file }, index) => {
        const name = copy.numbered(copy.kinds[kind], from + index + 1);
        const state = index === 0 && busy ? copy.sending(percent) : copy.waiting;
        return <View key={key}>{[name, sizeInWords(file.size), state].join(' · ')}</View>;
      })}
      {error && files.length > 0 && (
        <>
          <Notice tone="error" text={copy.notSent(error.message)} />
          <Button kind="secondary" label={copy.again} onPress={send} />
          <Button kind="secondary" label={copy.skip} onPress={skip} />
        </>
      )}
    </>
  );
}
