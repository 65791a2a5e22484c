import Taro from '@tarojs/taro';

/** Copies a text. False when WeChat or its user does not allow it. `clipboard.h5.ts` has the web's. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}
