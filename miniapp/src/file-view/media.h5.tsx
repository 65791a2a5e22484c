import type { FileKind } from '@linli/shared/files.ts';
import type { LocalFile } from '../platform/transfer';

/** Has the browser save a PDF, which it would otherwise run; false for what the page shows itself. */
export async function showElsewhere(
  { kind, id }: { kind: FileKind; id: string },
  { path, close }: LocalFile,
): Promise<boolean> {
  if (kind !== 'document') return false;
  const link = document.createElement('a');
  link.href = path;
  link.download = `${id}.pdf`;
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(close);
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
