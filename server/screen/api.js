/** What the screen asks the server for. */

/** @typedef {import('@linli/shared/api/types.ts').AnswerOf<'getScreen'>} ScreenAnswer */

/** The token does not, or no longer, work. */
export class Refused extends Error {}

/** Longer than the server takes for its slowest answer. */
const patienceMs = 10000;

/**
 * What to show now.
 * @param {string} token
 * @returns {Promise<ScreenAnswer>}
 * @throws Refused; any other error when there is no connection, or the server has trouble
 */
export async function readScreen(token) {
  return (await get('/api/v1/screen', token)).json();
}

/**
 * The picture of a code, as an address for an image.
 * @param {string} token
 * @param {string} scene
 */
export async function readCode(token, scene) {
  const answer = await get(`/api/v1/screen/code?scene=${encodeURIComponent(scene)}`, token);
  return URL.createObjectURL(await answer.blob());
}

/**
 * @param {string} path
 * @param {string} token
 */
async function get(path, token) {
  const headers = { authorization: `Device ${token}` };
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('late')), patienceMs));
  const answer = /** @type {Response} */ (await Promise.race([fetch(path, { headers }), late]));
  if (answer.status === 401 || answer.status === 403) throw new Refused();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}
