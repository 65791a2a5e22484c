import Taro from '@tarojs/taro';

/** How many hold each page. */
const holds = new WeakMap<object, number>();

/**
 * Keeps the page in front from scrolling, for what lies over it; answers with the way to let it go. The place it was
 * scrolled to stays. Each page's template hands `pageStyle` to WeChat: see config/wxml-plugin.ts. A browser lets nothing
 * through what is fixed over a page, so there is nothing to hold there.
 */
export function holdPage(): () => void {
  if (process.env.TARO_ENV === 'h5') return () => {};
  const page = Taro.getCurrentPages().slice(-1)[0];
  if (!page) return () => {};
  const count = (change: number) => {
    const before = holds.get(page) ?? 0;
    const after = before + change;
    holds.set(page, after);
    if (before === 0 || after === 0) page.setData?.({ pageStyle: after === 0 ? '' : 'overflow: hidden' });
  };
  count(1);
  return () => count(-1);
}
