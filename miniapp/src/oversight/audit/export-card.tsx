import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { FileReady } from '../../file-ready';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { type OwnFile, writeOwnFile } from '../../platform/own-file';
import { dayOf } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import type { SearchQuery } from './search';

/** What the search finds, all of it, as a table to take away. */
export function ExportCard({ query }: { query: SearchQuery }) {
  const [file, setFile] = useState<OwnFile | null>(null);
  const { busy, error, start } = useAction(async () => {
    setFile(null);
    const table = await call('exportAuditEntries', { query });
    setFile(await writeOwnFile(copy.fileName(dayOf(new Date().toISOString())), table, 'csv'));
  });
  return (
    <Card>
      <View className="row-note">{copy.exportNote}</View>
      {error && <Notice tone="error" text={failureWords(error)} />}
      {file && <FileReady file={file} />}
      <Button
        kind="secondary"
        label={copy.export}
        busyLabel={busy ? copy.exporting : undefined}
        onPress={start}
      />
    </Card>
  );
}
