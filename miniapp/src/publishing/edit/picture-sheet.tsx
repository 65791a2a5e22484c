import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { failureWords } from '../../platform/call-error';
import type { ChosenFile } from '../../platform/chosen-file';
import { copy } from './copy';
import { usePicture } from './use-picture';

interface PictureSheetProps {
  file: ChosenFile;
  onAdded: (id: string, words: string) => void;
  onClose: () => void;
}

/** Longest words about a picture, in characters. */
const wordsMaxLength = 60;

/** Asks what the picture shows, for those who do not see it, and sends it. */
export function PictureSheet({ file, onAdded, onClose }: PictureSheetProps) {
  const [words, setWords] = useState('');
  const [checked, setChecked] = useState(false);
  // Brackets would end the words in Markdown.
  const plain = words.replace(/[[\]\n]/g, ' ').trim();
  const { busy, error, percent, send } = usePicture((id) => onAdded(id, plain));
  return (
    <Sheet title={copy.pictureTitle} onClose={onClose}>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Field
        label={copy.pictureWords}
        hint={copy.pictureHint}
        value={words}
        maxLength={wordsMaxLength}
        error={checked && plain === '' ? copy.pictureWordsMissing : undefined}
        onChange={setWords}
      />
      <Button
        label={copy.addPicture}
        busyLabel={busy ? copy.sendingPicture(percent) : undefined}
        onPress={() => {
          setChecked(true);
          if (plain !== '') void send(file);
        }}
      />
    </Sheet>
  );
}
