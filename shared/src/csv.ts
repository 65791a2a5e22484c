/** Tells spreadsheets that the text is UTF-8; stands at the beginning of a table. */
export const byteOrderMark = '\ufeff';

/** One line of a table as comma-separated values (RFC 4180). What a spreadsheet would take for a formula is made plain text. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell))).join(',')}\r\n`;
}

function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}
