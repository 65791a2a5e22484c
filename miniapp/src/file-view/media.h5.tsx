import type { FileKind } from '@linli/shared/files.ts';
import { showPdf } from '../platform/show-pdf';
import type { LocalFile } from '../platform/transfer';

/** Has the browser save a PDF, which it would otherwise run; false for what the page shows itself. */
export async function showElsewhere(
  { kind, id }: { kind: FileKind; id: string },
  file: LocalFile,
): Promise<boolean> {
  if (kind !== 'document') return false;
  await showPdf(file, { name: id, shareable: false });
  return true;
}

interface MediaViewProps {
  kind: FileKind;
  path: string;
  label: string;
}

/** The content, by the browser's own means. */
export function MediaView({ kind, path, label }: MediaViewProps) {
  if (kind === 'photo') return <img className="file-media" src={path} alt={label} />;
  if (kind === 'video') {
    // biome-ignore lint/a11y/useMediaCaption: a recording that somebody has just sent has no captions.
    return <video className="file-media" src={path} aria-label={label} controls />;
  }
  // biome-ignore lint/a11y/useMediaCaption: as above.
  return <audio className="file-media" src={path} aria-label={label} controls />;
}
