import { useEffect, useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { copyText } from '../platform/clipboard';
import { type OwnFile, removeOwnFile, shareOwnFile } from '../platform/own-file';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

/**
 * The ways a file leaves WeChat. Sending to a chat has to begin with a touch, so it is a button of its own. When the
 * page closes, the file is removed: it holds everything in full.
 */
export function FileReady({ file }: { file: OwnFile }) {
  const [said, setSaid] = useState<{ tone: 'done' | 'error'; text: string } | null>(null);
  useEffect(() => removeOwnFile, []);

  const sharing = useAction(async () => {
    setSaid((await shareOwnFile(file)) ? null : { tone: 'error', text: copy.notShared });
  });
  const copying = useAction(async () => {
    const copied = await copyText(file.text);
    setSaid(copied ? { tone: 'done', text: copy.copied } : { tone: 'error', text: copy.notCopied });
  });

  return (
    <>
      <Notice tone="done" text={copy.ready} />
      {said && <Notice {...said} />}
      <Button label={copy.share} onPress={sharing.start} />
      <Button kind="secondary" label={copy.copyText} onPress={copying.start} />
    </>
  );
}
