import type { EvidenceList } from '@linli/shared/api/types.ts';
import { errors } from '@linli/shared/errors.ts';
import { fileMaxBytes, sizeInWords } from '@linli/shared/files.ts';
import { evidenceCaptionMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { Fact } from '../../../components/row';
import { Sheet } from '../../../components/sheet';
import { announce } from '../../../platform/announce';
import type { ChosenFile } from '../../../platform/chosen-file';
import { upload } from '../../../platform/file-calls';
import { randomId } from '../../../platform/random-id';
import { useAction } from '../../../platform/use-action';
import { copy } from './copy';

interface AddSheetProps {
  ticketId: string;
  file: ChosenFile;
  onAdded: (list: EvidenceList) => void;
  onClose: () => void;
}

/** Sends the chosen file with a few words. When that fails both stay, and pressing again goes on with the same. */
export function AddSheet({ ticketId, file, onAdded, onClose }: AddSheetProps) {
  const [caption, setCaption] = useState('');
  const [percent, setPercent] = useState(0);
  // One for each file, so that two tries never become two pieces of evidence.
  const [idempotencyKey] = useState(randomId);
  const tooLarge = file.size > fileMaxBytes;

  const { busy, error, start } = useAction(async () => {
    setPercent(0);
    const words = caption.trim();
    const list = await upload(
      'addEvidence',
      { params: { id: ticketId }, query: { idempotencyKey } },
      { file, fields: words === '' ? {} : { caption: words }, onProgress: setPercent },
    );
    announce(copy.sent);
    onAdded(list);
    onClose();
  });

  const problem = tooLarge ? errors['file-too-large'].message : error?.message;
  return (
    <Sheet title={copy.addTitle} onClose={onClose}>
      {problem !== undefined && <Notice tone="error" text={problem} />}
      <Fact label={copy.file}>{[file.name ?? copy.unnamed, sizeInWords(file.size)].join('\n')}</Fact>
      <Field
        label={copy.caption}
        hint={copy.captionHint}
        value={caption}
        maxLength={evidenceCaptionMaxLength}
        onChange={setCaption}
      />
      {!tooLarge && (
        <Button
          label={copy.send}
          busyLabel={busy ? copy.sending(percent) : undefined}
          onPress={() => void start()}
        />
      )}
    </Sheet>
  );
}
