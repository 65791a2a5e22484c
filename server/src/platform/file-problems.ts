import { StartUpError } from './errors.ts';

/** What is wrong with a file, and in which line (from 1). */
export interface FileProblem {
  line: number;
  message: string;
}

/** A folder that cannot be imported: every problem with its file and line. Nothing has been stored. */
export class FilesRefused extends StartUpError {
  readonly problems: readonly (FileProblem & { file: string })[];
  constructor(problems: readonly (FileProblem & { file: string })[]) {
    super(['', ...problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)].join('\n'));
    this.problems = problems;
  }
}
