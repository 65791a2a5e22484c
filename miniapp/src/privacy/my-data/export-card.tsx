import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { FileReady } from '../../file-ready';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { type OwnFile, writeOwnFile } from '../../platform/own-file';
import { dayOf } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** Everything there is about the resident, as a file to take away. */
export function ExportCard() {
  const [file, setFile] = useState<OwnFile | null>(null);
  const exporting = useAction(async () => {
    setFile(null);
    const all = await call('exportMyData', {});
    setFile(await writeOwnFile(copy.fileName(dayOf(all.madeAt)), JSON.stringify(all, null, 2)));
  });

  return (
    <Card>
      <Heading>{copy.export}</Heading>
      <View>{copy.exportText}</View>
      {exporting.error && <Notice tone="error" text={failureWords(exporting.error)} />}
      {file && <FileReady file={file} />}
      <Button
        kind="secondary"
        label={copy.doExport}
        busyLabel={exporting.busy ? copy.exporting : undefined}
        onPress={exporting.start}
      />
    </Card>
  );
}
