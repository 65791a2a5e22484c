/** Where the token of the screen is kept. */

const key = 'linli.screen.token';
/** For a browser that keeps nothing. @type {string | null} */
let ofThisVisit = null;

/** The token behind the # of the address, which is taken out of the address; null when none is there. */
export function tokenOfAddress() {
  const token = location.hash.slice(1).trim();
  if (token === '') return null;
  history.replaceState(null, '', location.pathname);
  return token;
}

export function storedToken() {
  try {
    return localStorage.getItem(key) || ofThisVisit;
  } catch (_) {
    return ofThisVisit;
  }
}

/** @param {string} token */
export function keepToken(token) {
  ofThisVisit = token;
  try {
    localStorage.setItem(key, token);
  } catch (_) {
    // It is typed again after the next start.
  }
}
