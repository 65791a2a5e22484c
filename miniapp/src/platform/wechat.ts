import Taro from '@tarojs/taro';
import windowColors from '../theme.json';
import { connectionError } from './call-error';

/** The few calls that only WeChat has. `wechat.h5.ts` stands in for them on the web. */

export const canScan = true;

/**
 * A fresh code from wx.login that the server exchanges for the resident's identity; it lives five minutes.
 * Throws a `CallError` when WeChat cannot be reached.
 */
export async function residentSignInCode(): Promise<string> {
  try {
    const { code } = await Taro.login();
    return code;
  } catch {
    throw connectionError('offline');
  }
}

/**
 * Tells the residents of this device apart: what one has begun is not the next one's. WeChat gives each of its
 * accounts a storage of its own, so here there is one.
 */
export function accountName(): string {
  return 'me';
}

/** Tells, now and whenever it changes, whether the phone has a network. */
export function watchNetwork(tell: (connected: boolean) => void): void {
  Taro.getNetworkType().then(
    ({ networkType }) => tell(networkType !== 'none'),
    () => {},
  );
  Taro.onNetworkStatusChange(({ isConnected }) => tell(isConnected));
}

/** Calls back each time the app comes to the front. */
export function onAppShow(shown: () => void): void {
  Taro.onAppShow(shown);
}

/** False while the app is behind another. WeChat stops its timers then, so nothing asks in vain. */
export function isAppVisible(): boolean {
  return true;
}

/** Runs what only one of several open windows may do at a time. A mini-program has one. */
export function exclusively<Result>(_name: string, run: () => Promise<Result>): Promise<Result> {
  return run();
}

/**
 * Opens the camera and answers with the text of the scanned code, or the page path behind a mini-program code;
 * null when the person closed the camera.
 */
export async function scanWithCamera(): Promise<string | null> {
  try {
    const { path, result } = await Taro.scanCode({});
    // Only a mini-program code of our own has a path.
    return path || result;
  } catch {
    return null;
  }
}

/** WeChat's standard font size in px. */
const standardFontSize = 17;

/** How many times the standard size text should have, by the font setting in WeChat; 1 where it is not known. */
export function systemFontScale(): number {
  const { fontSizeScaleFactor, fontSizeSetting } = baseInfo();
  if (typeof fontSizeScaleFactor === 'number') return fontSizeScaleFactor;
  return typeof fontSizeSetting === 'number' ? fontSizeSetting / standardFontSize : 1;
}

/** WeChat starts the app anew when the font setting changes. */
export function onSystemFontScaleChange(_listener: () => void): () => void {
  return () => {};
}

/** Nobody else writes to the storage of a mini-program. */
export function onStoredElsewhere(_listener: (key: string) => void): () => void {
  return () => {};
}

export type Scheme = 'light' | 'dark';

let scheme: Scheme | null = null;

/** The phone's own choice of light or dark. */
export function systemScheme(): Scheme {
  scheme ??= schemeNamed(baseInfo().theme);
  return scheme;
}

/** Calls back whenever the phone changes between light and dark; answers with the way to stop that. */
export function onSystemSchemeChange(listener: () => void): () => void {
  const changed = ({ theme }: { theme: string }) => {
    scheme = schemeNamed(theme);
    listener();
  };
  Taro.onThemeChange(changed);
  return () => Taro.offThemeChange(changed);
}

function schemeNamed(theme: unknown): Scheme {
  return theme === 'dark' ? 'dark' : 'light';
}

/** Draws what WeChat draws around the page in front, its title bar and background, in the scheme's colours. */
export function paintWindow(scheme: Scheme): void {
  const { paper, ink } = windowColors[scheme];
  void Taro.setNavigationBarColor({
    frontColor: ink === 'white' ? '#ffffff' : '#000000',
    backgroundColor: paper,
  });
  void Taro.setBackgroundColor({ backgroundColor: paper });
}

function baseInfo(): Record<string, unknown> {
  try {
    return { ...Taro.getAppBaseInfo() };
  } catch {
    return {};
  }
}

/** The scene of a short web link. The mini-program has none: its scene comes with the page. */
export function takeSceneOfAddress(): string | null {
  return null;
}
