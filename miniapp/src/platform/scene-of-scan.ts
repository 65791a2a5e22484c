import { formatScene, parseScene } from '@linli/shared/scenes.ts';

/**
 * The scene in what a camera read: a mini-program path or web link with `scene=…`, or the scene itself.
 * Text that is none of ours comes back as it is, so that the server can say what is wrong with it.
 */
export function sceneOfScan(text: string): string {
  const inQuery = /[?&]scene=([^&#]+)/.exec(text)?.[1];
  const candidate = inQuery ?? text;
  const scene = parseScene(candidate) ?? parseScene(decoded(candidate));
  return scene ? formatScene(scene) : text.trim();
}

/** The scene of a counter whose code was typed in, such as A01; null when it cannot be one. */
export function sceneOfCounterCode(typed: string): string | null {
  const code = typed.replace(/\s/g, '');
  const scene = parseScene(`c.${code}`);
  return scene ? formatScene(scene) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
