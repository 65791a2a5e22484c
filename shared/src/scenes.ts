/**
 * What stands in a QR code. WeChat's `getUnlimitedQRCode` allows 32 characters out of
 * 0-9 A-Z a-z and ! # $ & ' ( ) * + , / : ; = ? @ - . _ ~
 */
export const sceneMaxLength = 32;

export type Scene =
  /** Static code on a counter: names the counter. */
  | { kind: 'counter'; code: string }
  /** Dynamic code on the counter's small screen: names one service record. */
  | { kind: 'service-record'; token: string }
  /** At a station of the public legal service: names the station. */
  | { kind: 'station'; code: string }
  /** On a poster or a leaflet: names an article. */
  | { kind: 'article'; id: string };

const prefixes = { counter: 'c.', 'service-record': 'r.', station: 's.', article: 'a.' } as const;
const sceneBody = /^[0-9A-Za-z_-]+$/;

/** Reads a scene; null when it is none of ours. Accepts the URL-encoded form that WeChat hands over. */
export function parseScene(text: string): Scene | null {
  let scene: string;
  try {
    scene = decodeURIComponent(text).trim();
  } catch {
    return null;
  }
  const body = scene.slice(2);
  if (scene.length > sceneMaxLength || !sceneBody.test(body)) return null;
  if (scene.startsWith(prefixes.counter)) return { kind: 'counter', code: body.toUpperCase() };
  if (scene.startsWith(prefixes['service-record'])) return { kind: 'service-record', token: body };
  if (scene.startsWith(prefixes.station)) return { kind: 'station', code: body };
  if (scene.startsWith(prefixes.article)) return { kind: 'article', id: body };
  return null;
}

/** Writes a scene as it stands in a code. */
export function formatScene(scene: Scene): string {
  return prefixes[scene.kind] + bodyOf(scene);
}

function bodyOf(scene: Scene): string {
  if (scene.kind === 'service-record') return scene.token;
  return scene.kind === 'article' ? scene.id : scene.code;
}
