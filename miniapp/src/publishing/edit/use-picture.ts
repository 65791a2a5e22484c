import { useState } from 'react';
import type { ChosenFile } from '../../platform/chosen-file';
import { upload } from '../../platform/file-calls';
import { useAction } from '../../platform/use-action';

/** Sends a picture into the articles' store; tells the id that it is named by. */
export function usePicture(onAdded: (id: string) => void) {
  const [percent, setPercent] = useState(0);
  const { busy, error, start } = useAction(async (file: ChosenFile) => {
    setPercent(0);
    const { id } = await upload('addArticleImage', {}, { file, fields: {}, onProgress: setPercent });
    onAdded(id);
  });
  return { busy, error, percent, send: start };
}
