import type { FileKind } from '@linli/shared/files.ts';
import { useEffect, useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import type { LocalFile } from '../platform/transfer';
import { useAction } from '../platform/use-action';
import { copy } from './copy';
import { MediaView, showElsewhere } from './media';
import './index.scss';

interface FileContentProps {
  file: { id: string; kind: FileKind };
  /** What it is, for who does not see it. */
  label: string;
  /** What stands on the button; what kind it is when left out. */
  openLabel?: string;
  fetch: () => Promise<LocalFile>;
}

/** A file, fetched when somebody asks for it: each time may be on record. */
export function FileContent({ file, label, openLabel, fetch }: FileContentProps) {
  const [fetched, setFetched] = useState<LocalFile | null>(null);
  useEffect(() => () => fetched?.close(), [fetched]);
  const { busy, error, start } = useAction(async () => {
    const local = await fetch();
    if (!(await showElsewhere(file, local))) setFetched(local);
  });
  if (fetched) return <MediaView kind={file.kind} path={fetched.path} label={label} />;
  return (
    <>
      {error && <Notice tone="error" text={error.message} />}
      <Button
        kind="secondary"
        label={openLabel ?? copy.open[file.kind]}
        busyLabel={busy ? copy.opening : undefined}
        onPress={() => void start()}
      />
    </>
  );
}
