/** How much of a longer text stands in a list, in characters. */
const excerptLength = 60;

/** The first characters of a text. */
export function excerptOf(text: string | null): string | null {
  return text === null ? null : [...text].slice(0, excerptLength).join('');
}
