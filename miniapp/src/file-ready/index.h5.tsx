import { Notice } from '../components/notice';
import type { OwnFile } from '../platform/own-file';
import { copy } from './copy';

/** Says where the browser has put the file. */
export function FileReady({ file }: { file: OwnFile }) {
  return <Notice tone="done" text={copy.saved(file.name)} />;
}
