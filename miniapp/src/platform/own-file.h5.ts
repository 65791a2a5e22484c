/** A text that a person takes away. */
export interface OwnFile {
  name: string;
  text: string;
}

/** Has the browser download the file; `name` has no ending. */
export async function writeOwnFile(name: string, text: string): Promise<OwnFile> {
  const file = { name: `${name}.json`, text };
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // Some browsers begin only after this turn.
  setTimeout(() => URL.revokeObjectURL(address));
  return file;
}
