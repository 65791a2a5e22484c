import { randomId } from './random-id';
import { readStored, removeStored, writeStored } from './storage';

/** The web's stand-in for what only WeChat has: no camera, and residents with made-up demonstration names. */

export const canScan = false;

const nameKey = 'demo-name';

/**
 * A demonstration code that the offline stand-in of WeChat understands; a real installation refuses it. `?as=alice`
 * in the address makes this browser alice's.
 */
export async function residentSignInCode(): Promise<string> {
  const kept = readStored(nameKey);
  if (typeof kept === 'string') return `demo-${kept}`;
  const name = randomId();
  writeStored(nameKey, name);
  return `demo-${name}`;
}

export async function scanWithCamera(): Promise<string | null> {
  return null;
}

export function systemFontSize(): number | null {
  return null;
}

/** The scene of a short link such as `/?scene=c.A01` or `/#/?scene=c.A01`, once: going home later means home. */
export function takeSceneOfAddress(): string | null {
  const scene = sceneOfShortLink;
  sceneOfShortLink = null;
  return scene;
}

let sceneOfShortLink = /^(#\/?(pages\/home\/index)?(\?.*)?)?$/.test(window.location.hash)
  ? addressParameter('scene')
  : null;

function becomeNamedResident() {
  const name = addressParameter('as');
  if (name === null || !/^[0-9A-Za-z_-]{1,40}$/.test(name) || name === readStored(nameKey)) return;
  writeStored(nameKey, name);
  removeStored('session.resident');
}

function addressParameter(name: string): string | null {
  const { search, hash } = window.location;
  const found = new RegExp(`[?&]${name}=([^&#]+)`).exec(`${search}${hash}`)?.[1];
  return found === undefined ? null : decodeURIComponent(found);
}

becomeNamedResident();
