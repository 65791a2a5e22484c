/** A text that a person takes away. */
export interface OwnFile {
  name: string;
  text: string;
}

const types = { json: 'application/json', csv: 'text/csv', txt: 'text/plain' };

/** Has the browser download the file; `name` has no ending. */
export async function writeOwnFile(
  name: string,
  text: string,
  ending: keyof typeof types = 'json',
): Promise<OwnFile> {
  const file = { name: `${name}.${ending}`, text };
  const address = URL.createObjectURL(new Blob([text], { type: types[ending] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(() => URL.revokeObjectURL(address));
  return file;
}
