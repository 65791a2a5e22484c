const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A name that nobody else will make up: 24 characters out of 0-9 and a-z. Not a secret. */
export function randomId(): string {
  let id = '';
  while (id.length < 24) id += alphabet.charAt(Math.floor(Math.random() * alphabet.length));
  return id;
}
