import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { FileReady } from '../../file-ready';
import { type OwnFile, writeOwnFile } from '../../platform/own-file';
import { useAction } from '../../platform/use-action';
import type { Figures } from '.';
import { copy } from './copy';
import { tableOf } from './table';

/** All rows as a table to take away. */
export function ExportCard({ figures }: { figures: Figures }) {
  const [file, setFile] = useState<OwnFile | null>(null);
  const { busy, error, start } = useAction(async () => {
    const { from, to } = figures;
    setFile(await writeOwnFile(copy.fileName(from, to), tableOf(figures), 'csv'));
  });
  return (
    <Card>
      {error && <Notice tone="error" text={error.message} />}
      {file && <FileReady file={file} />}
      <Button
        kind="secondary"
        label={copy.export}
        busyLabel={busy ? copy.exporting : undefined}
        onPress={() => void start()}
      />
    </Card>
  );
}
