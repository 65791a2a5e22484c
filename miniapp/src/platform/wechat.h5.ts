import windowColors from '../theme.json';
import { randomId } from './random-id';
import { forgetSeen } from './seen';
import { readStored, removeStored, writeStored } from './storage';

/** The web's stand-in for what only WeChat has: no camera, and residents with made-up demonstration names. */

export const canScan = false;

const nameKey = 'demo-name';
/** For a browser that keeps nothing: the same person as long as the page is open. */
const nameOfThisVisit = randomId();

/**
 * A demonstration code that the offline stand-in of WeChat understands; a real installation refuses it. `?as=alice`
 * in the address makes this browser alice's.
 */
export async function residentSignInCode(): Promise<string> {
  return `demo-${accountName()}`;
}

/** The resident's made-up name; made up now if there is none yet. */
export function accountName(): string {
  const kept = readStored(nameKey);
  if (typeof kept === 'string') return kept;
  writeStored(nameKey, nameOfThisVisit);
  return nameOfThisVisit;
}

export function watchNetwork(tell: (connected: boolean) => void): void {
  tell(navigator.onLine);
  window.addEventListener('online', () => tell(true));
  window.addEventListener('offline', () => tell(false));
}

export function onAppShow(shown: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (isAppVisible()) shown();
  });
}

export function isAppVisible(): boolean {
  return document.visibilityState !== 'hidden';
}

/**
 * Runs what only one of the open tabs may do at a time. Browsers without locks run it at once: the server takes each
 * thing only once anyway.
 */
export function exclusively<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  // Old browsers and pages without TLS have no locks, whatever the types say.
  return 'locks' in navigator ? navigator.locks.request(name, run) : run();
}

export async function scanWithCamera(): Promise<string | null> {
  return null;
}

/** The size of unstyled text in px unless somebody has changed it. */
const standardFontSize = 16;

/** Unseen; as wide as unstyled text is high. */
let probe: HTMLElement | null = null;

/** By the font size set in the browser. */
export function systemFontScale(): number {
  probe ??= putProbe();
  const size = Number.parseFloat(window.getComputedStyle(probe).fontSize);
  return Number.isNaN(size) ? 1 : size / standardFontSize;
}

/** Tells when somebody changes the browser's font size while the app is open. */
export function onSystemFontScaleChange(listener: () => void): () => void {
  // Older browsers follow at the next visit.
  if (!('ResizeObserver' in window)) return () => {};
  probe ??= putProbe();
  const observer = new ResizeObserver(listener);
  observer.observe(probe);
  return () => observer.disconnect();
}

function putProbe(): HTMLElement {
  const element = document.createElement('span');
  element.setAttribute('aria-hidden', 'true');
  element.style.cssText =
    'position:fixed;top:0;left:0;visibility:hidden;font-size:medium;width:1em;height:1em';
  document.body.append(element);
  return element;
}

/** Tells which of the kept values another tab of this browser has changed. */
export function onStoredElsewhere(listener: (key: string) => void): () => void {
  const hear = ({ key }: StorageEvent) => listener(key ?? '');
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

export type Scheme = 'light' | 'dark';

const prefersDark = window.matchMedia?.('(prefers-color-scheme: dark)');

export function systemScheme(): Scheme {
  return prefersDark?.matches ? 'dark' : 'light';
}

export function onSystemSchemeChange(listener: () => void): () => void {
  // `addEventListener` came to Safari's media queries only in 2020.
  prefersDark?.addListener(listener);
  return () => prefersDark?.removeListener(listener);
}

/** Scroll bars, the browser's own controls and what lies behind the page. */
export function paintWindow(scheme: Scheme): void {
  const { paper } = windowColors[scheme];
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = paper;
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', paper);
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
  forgetSeen('resident');
}

function addressParameter(name: string): string | null {
  const { search, hash } = window.location;
  const found = new RegExp(`[?&]${name}=([^&#]+)`).exec(`${search}${hash}`)?.[1];
  return found === undefined ? null : decodeURIComponent(found);
}

becomeNamedResident();
