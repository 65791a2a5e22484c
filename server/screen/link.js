/** Learns when there may be something new to show: over the socket, and by the clock where that does not work. */

/** @typedef {import('@linli/shared/live.ts').LiveServerMessage} LiveServerMessage */
/** @typedef {import('@linli/shared/live.ts').LiveClientMessage} LiveClientMessage */

const aloneMs = 10000;
/** Also while changes are told: one may have been lost with the process that made it. */
const whileToldMs = 60000;
const firstWaitMs = 1000;
const longestWaitMs = 30000;
const silentBeats = 2.5;

/**
 * @param {string} token
 * @param {() => void} news called when the screen should ask what to show
 * @returns {() => void} ends it
 */
export function listen(token, news) {
  let ended = false;
  let told = false;
  let failures = 0;
  let silentMs = 30000;
  /** @type {string | null} */
  let cursor = null;
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {number | undefined} */
  let silence;
  /** @type {number | undefined} */
  let retry;
  /** @type {number | undefined} */
  let asking;

  function askLater() {
    clearTimeout(asking);
    asking = setTimeout(ask, told ? whileToldMs : aloneMs);
  }

  function ask() {
    news();
    askLater();
  }

  function expectWord() {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (socket) socket.close();
    }, silentMs);
  }

  /** @param {LiveClientMessage} message */
  function say(message) {
    if (socket) socket.send(JSON.stringify(message));
  }

  /** @param {MessageEvent} event */
  function hear({ data }) {
    /** @type {LiveServerMessage} */
    const message = JSON.parse(data);
    cursor = message.cursor;
    if (message.type === 'beat') say({ type: 'beat' });
    if (message.type === 'ready') {
      told = true;
      failures = 0;
      silentMs = message.beatSeconds * silentBeats * 1000;
    }
    expectWord();
    if (message.type !== 'beat') ask();
  }

  function connect() {
    clearTimeout(retry);
    if (ended || socket) return;
    const own = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/live`);
    socket = own;
    own.onopen = () => say({ type: 'hello', authorization: `Device ${token}`, since: cursor });
    own.onmessage = hear;
    own.onclose = () => {
      clearTimeout(silence);
      socket = null;
      told = false;
      if (ended) return;
      // Whether the network has gone or the token was revoked, the question tells.
      ask();
      failures += 1;
      retry = setTimeout(
        connect,
        Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1)) * (0.5 + Math.random()),
      );
    };
    expectWord();
  }

  function networkIsBack() {
    failures = 0;
    connect();
    ask();
  }

  addEventListener('online', networkIsBack);
  connect();
  ask();
  return () => {
    ended = true;
    removeEventListener('online', networkIsBack);
    for (const timer of [silence, retry, asking]) clearTimeout(timer);
    if (socket) socket.close();
  };
}
