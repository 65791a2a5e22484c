/**
 * A text in lines of about the same length, as few as it takes at so many characters a line. Past the last line allowed,
 * lines become longer; whoever draws them makes the letters smaller.
 */
export function inLines(text: string, perLine: number, linesMax: number): string[] {
  const letters = [...text];
  const count = Math.min(linesMax, Math.max(1, Math.ceil(letters.length / perLine)));
  const length = Math.ceil(letters.length / count);
  return Array.from({ length: count }, (_, line) =>
    letters.slice(line * length, (line + 1) * length).join(''),
  );
}
