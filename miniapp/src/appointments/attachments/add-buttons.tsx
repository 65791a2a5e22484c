import { errors } from '@linli/shared/errors.ts';
import { fileMaxBytes } from '@linli/shared/files.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { chooseFile } from '../../platform/chosen-file';
import { copy } from './copy';
import { addFile, type WaitingFile } from './waiting';

interface AddButtonsProps {
  /** Where what is chosen waits. */
  place: string;
  onAdded: () => void;
}

/** The ways to choose another photo or PDF. One that is too large is refused before it is sent. */
export function AddButtons({ place, onAdded }: AddButtonsProps) {
  const [tooLarge, setTooLarge] = useState(false);
  const choose = async (kind: WaitingFile['kind']) => {
    const file = await chooseFile(kind === 'photo' ? 'photo' : 'pdf');
    if (file === null) return;
    setTooLarge(file.size > fileMaxBytes);
    if (file.size > fileMaxBytes) return;
    addFile(place, kind, file);
    onAdded();
  };
  return (
    <>
      {tooLarge && <Notice tone="error" text={errors['file-too-large'].message} />}
      <Button kind="secondary" label={copy.addPhoto} onPress={() => void choose('photo')} />
      <Button kind="secondary" label={copy.addPdf} onPress={() => void choose('document')} />
    </>
  );
}
