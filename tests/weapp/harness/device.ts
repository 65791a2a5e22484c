/** The phone: five years old, small, the font not enlarged. */
export const device = {
  SDKVersion: '3.7.0',
  version: '8.0.50',
  brand: 'HONOR',
  model: 'HLK-AL00',
  system: 'Android 10',
  platform: 'android',
  language: 'zh_CN',
  theme: 'light',
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 780,
  windowWidth: 375,
  windowHeight: 700,
  statusBarHeight: 24,
  safeArea: { left: 0, right: 375, top: 24, bottom: 780, width: 375, height: 756 },
  fontSizeSetting: 17,
  fontSizeScaleFactor: 1,
  benchmarkLevel: 10,
};

/** How another phone differs from it; what it does not know is undefined. */
export type OtherDevice = { [Key in keyof typeof device]?: (typeof device)[Key] | undefined };
