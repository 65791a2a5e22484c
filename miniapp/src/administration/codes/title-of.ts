import type { Code } from '.';

/** What stands above a counter comes before its name; an article's name in files says nothing. */
export const titleOf = ({ kind, code, name }: Code): string =>
  kind === 'counter' ? `${code} ${name}` : name;
