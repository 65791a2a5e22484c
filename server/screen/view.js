import { words } from './screen-words.js';

/**
 * What stands on the screen.
 * @typedef {{ name: string, title: string, note: string, detail?: string, picture?: string }} View
 */

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {View} view */
export function showView({ name, title, note, detail = '', picture = '' }) {
  element('view').dataset.view = name;
  element('title').textContent = title;
  element('note').textContent = note;
  element('detail').textContent = detail;
  element('detail').hidden = detail === '';
  element('face').hidden = name !== 'thanks';
  element('form').hidden = true;
  const code = /** @type {HTMLImageElement} */ (element('code'));
  code.hidden = picture === '';
  if (picture !== '' && code.src !== picture) code.src = picture;
  code.alt = words.codeOf(title);
}

/** @param {boolean} offline */
export function showOffline(offline) {
  element('offline').hidden = !offline;
}

/** Lets somebody type a token, under what stands there. @param {(token: string) => void} typed */
export function showForm(typed) {
  const field = /** @type {HTMLInputElement} */ (element('token'));
  const form = element('form');
  form.hidden = false;
  field.value = '';
  form.onsubmit = (event) => {
    event.preventDefault();
    const token = field.value.trim();
    if (token !== '') typed(token);
  };
}
