/** A number that somebody has typed in front: the page numbers the steps itself. */
const ownNumber = /^\s*(\d+|[一二三四五六七八九十]+)\s*[.、．)）]\s*/;

/** The steps, one a line. */
export function stepsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(ownNumber, '').trim())
    .filter((line) => line !== '');
}

/** The numbers in what was typed: `1043、第1044条` gives 1043 and 1044. */
export function numbersOf(text: string): string[] {
  return text
    .split(/[、，,;；\s]+/)
    .map((part) => part.replace(/^第/, '').replace(/条$/, '').replace('－', '-'))
    .filter((part) => part !== '');
}

/** The name of a law as it was typed, with or without its marks. */
export function lawNameIn(text: string): string {
  return text.trim().replace(/^《|》$/g, '');
}
