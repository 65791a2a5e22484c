import { formatScene, parseScene } from '@linli/shared/scenes.ts';
import { pages } from './navigation';

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

/** The page that a scene opens; what is none of ours goes to the page that says what is wrong with it. */
export function pageOfScene(scene: string): string {
  const known = parseScene(scene);
  if (known?.kind === 'article') return pages.articleOfScene(formatScene(known));
  return known?.kind === 'station' ? pages.atStation(formatScene(known)) : pages.rate(scene);
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
