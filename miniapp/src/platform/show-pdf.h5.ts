import type { LocalFile } from './transfer';

/** Has the browser save a PDF, which it would otherwise run. `name` has no ending. */
export async function showPdf(
  { path, close }: LocalFile,
  { name }: { name: string; shareable: boolean },
): Promise<void> {
  const link = document.createElement('a');
  link.href = path;
  link.download = `${name}.pdf`;
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(close);
}
