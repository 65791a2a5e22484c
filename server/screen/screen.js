import { Refused, readCode, readScreen } from './api.js';
import { listen } from './link.js';
import { words } from './screen-words.js';
import { keepToken, storedToken, tokenOfAddress } from './token.js';
import { showForm, showOffline, showView } from './view.js';

/** @typedef {import('./api.js').ScreenAnswer} ScreenAnswer */

/** So long the code of one service stands; then the next person stands there, and may have no network. */
const serviceShownMs = 10 * 60 * 1000;
const thanksMs = 15 * 1000;

let token = '';
let stop = () => {};
/** @type {ScreenAnswer | null} */
let answer = null;
/** The pictures at hand, by scene. @type {Map<string, string>} */
let pictures = new Map();
/** The service whose code stands, or stood last, and since when. */
let service = { scene: '', since: 0 };
let thanksUntil = 0;
/** @type {number | undefined} */
let nextView;
let asking = false;
let askAgain = false;

/** @param {string} newToken */
function begin(newToken) {
  stop();
  token = newToken;
  answer = null;
  pictures = new Map();
  service = { scene: '', since: 0 };
  thanksUntil = 0;
  showView({ name: 'connecting', ...words.connecting });
  stop = listen(token, ask);
}

/** One question at a time; what is asked meanwhile is asked afterwards. */
async function ask() {
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  const asked = token;
  try {
    const fresh = await readScreen(asked);
    if (asked !== token) return;
    showOffline(false);
    takeNote(fresh);
    await fetchPictures(asked, fresh);
    show();
  } catch (error) {
    if (asked !== token) return;
    if (error instanceof Refused) refuse();
    else {
      showOffline(true);
      show();
    }
  } finally {
    asking = false;
    if (askAgain) {
      askAgain = false;
      ask();
    }
  }
}

/** Thanks follow the rating of the service whose code stood here. @param {ScreenAnswer} fresh */
function takeNote(fresh) {
  answer = fresh;
  const current = fresh.service;
  if (!current) return;
  if (current.rated && current.scene === service.scene && service.since > 0) {
    thanksUntil = Date.now() + thanksMs;
    service = { scene: current.scene, since: 0 };
  }
  if (!current.rated && current.scene !== service.scene)
    service = { scene: current.scene, since: Date.now() };
}

/** A picture that does not come now is asked for with the next question. @param {string} asked @param {ScreenAnswer} fresh */
async function fetchPictures(asked, fresh) {
  const current = fresh.service;
  const wanted = [fresh.scene, current && !current.rated ? current.scene : null];
  pictures.forEach((url, scene) => {
    if (wanted.indexOf(scene) >= 0) return;
    URL.revokeObjectURL(url);
    pictures.delete(scene);
  });
  for (const scene of wanted) {
    if (scene === null || pictures.has(scene)) continue;
    try {
      const url = await readCode(asked, scene);
      if (asked === token) pictures.set(scene, url);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
  }
}

function refuse() {
  stop();
  showOffline(false);
  clearTimeout(nextView);
  showView({ name: 'refused', ...words.refused });
  showForm(beginWith);
}

/** @param {string} typed */
function beginWith(typed) {
  keepToken(typed);
  begin(typed);
}

function show() {
  if (!answer) return;
  const now = Date.now();
  const { counter, scene } = answer;
  const current = answer.service;
  const serviceEnds = service.since + serviceShownMs;
  const picture = current && !current.rated && now < serviceEnds ? pictures.get(current.scene) : undefined;
  clearTimeout(nextView);
  if (current && picture) {
    showView({ name: 'service', ...words.service, detail: current.item, picture });
    nextView = setTimeout(show, serviceEnds - now);
  } else if (now < thanksUntil) {
    showView({ name: 'thanks', ...words.thanks });
    nextView = setTimeout(show, thanksUntil - now);
  } else {
    const detail = `${counter.code} ${counter.name}`;
    const own = scene === null ? undefined : pictures.get(scene);
    if (own) showView({ name: 'counter', ...words.counter, detail, picture: own });
    else if (scene === null) showView({ name: 'no-code', ...words.revokedCode, detail });
    else showView({ name: 'no-picture', ...words.noPicture, detail });
  }
}

function arrive() {
  const given = tokenOfAddress();
  if (given !== null) return beginWith(given);
  const kept = storedToken();
  if (kept !== null) return begin(kept);
  showView({ name: 'setup', ...words.setup });
  showForm(beginWith);
}

addEventListener('hashchange', () => {
  const given = tokenOfAddress();
  if (given !== null) beginWith(given);
});
arrive();
