import Taro from '@tarojs/taro';
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

/** The font size set in WeChat, in px (17 is its standard); null where it is not known. */
export function systemFontSize(): number | null {
  try {
    const info: object = Taro.getAppBaseInfo();
    return 'fontSizeSetting' in info && typeof info.fontSizeSetting === 'number'
      ? info.fontSizeSetting
      : null;
  } catch {
    return null;
  }
}

/** The scene of a short web link. The mini-program has none: its scene comes with the page. */
export function takeSceneOfAddress(): string | null {
  return null;
}
