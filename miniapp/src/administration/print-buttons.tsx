import { type CodeKind, codeKindLabels, printFormatLabels, printFormats } from '@linli/shared/codes.ts';
import { useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { failureWords } from '../platform/call-error';
import { download } from '../platform/file-calls';
import { showPdf } from '../platform/show-pdf';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

interface PrintButtonsProps {
  kind: CodeKind;
  /** Absent: all of the kind. */
  id?: string;
}

/** Codes as PDF, for the wall or the counter. */
export function PrintButtons({ kind, id }: PrintButtonsProps) {
  const [printed, setPrinted] = useState(false);
  const [format, setFormat] = useState<(typeof printFormats)[number] | null>(null);
  const { busy, error, start } = useAction(async (wanted: (typeof printFormats)[number]) => {
    setPrinted(false);
    setFormat(wanted);
    const file = await download('printCodes', {
      query: { kind, format: wanted, ...(id !== undefined && { id }) },
    });
    const name = copy.fileName(codeKindLabels[kind], printFormatLabels[wanted]);
    await showPdf(file, { name, shareable: true });
    setPrinted(true);
  });
  const labels = id === undefined ? copy.allFormats : copy.formats;
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      {printed && <Notice tone="done" text={copy.printed} />}
      {printFormats.map((one) => (
        <Button
          key={one}
          kind="secondary"
          label={labels[one]}
          busyLabel={busy && format === one ? copy.printing : undefined}
          onPress={() => void start(one)}
        />
      ))}
    </>
  );
}
