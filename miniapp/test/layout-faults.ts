/** What a page must hold in a mode, in CSS px. */
interface LayoutRules {
  targetMin: number;
  textMin: number;
}

/**
 * Everything on the page as it is drawn now that nobody could read or hit: text outside the screen or cut off by the
 * box around it, text and targets smaller than the rules allow. Runs in the browser, so it holds all it needs.
 */
export function findLayoutFaults({ targetMin, textMin }: LayoutRules): string[] {
  const tolerance = 1;
  const controls =
    '[role=button], [role=radio], [role=checkbox], [role=switch], [role=tab], [role=link], input, textarea';
  const faults = new Set<string>();
  const width = document.documentElement.clientWidth;

  const name = (element: Element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 24);
    return `.${String(element.className).split(' ').join('.')} “${words}”`;
  };
  const isHeardOnly = (element: Element) => element.closest('.live-region') !== null;
  const isDrawn = (element: Element) => element.getClientRects().length > 0;

  for (const scroller of [
    document.documentElement,
    ...document.querySelectorAll('.taro_page, .sheet-body'),
  ]) {
    if (isDrawn(scroller) && scroller.scrollWidth > scroller.clientWidth + tolerance) {
      faults.add(`${name(scroller)} scrolls sideways: ${scroller.scrollWidth} in ${scroller.clientWidth}`);
    }
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || element.closest('script, style') || isHeardOnly(element))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < textMin) faults.add(`${name(element)} is ${size} px, less than ${textMin}`);
    if (box.left < -tolerance || box.right > width + tolerance) {
      faults.add(`${name(element)} leaves the screen: ${box.left} to ${box.right} of ${width}`);
    }
    for (let around: Element | null = element; around; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      const cutX =
        overflowX === 'hidden' && (box.left < frame.left - tolerance || box.right > frame.right + tolerance);
      const cutY =
        overflowY === 'hidden' && (box.top < frame.top - tolerance || box.bottom > frame.bottom + tolerance);
      if (cutX || cutY) faults.add(`${name(element)} is cut off by ${name(around)}`);
    }
    // A box of a fixed size lets its words hang over the edge, onto its neighbours.
    const own = element.getBoundingClientRect();
    if (box.bottom > own.bottom + size / 2 || box.right > own.right + tolerance) {
      faults.add(
        `${name(element)} hangs over its box: ${box.right}, ${box.bottom} of ${own.right}, ${own.bottom}`,
      );
    }
  }

  for (const control of document.querySelectorAll(controls)) {
    if (!isDrawn(control)) continue;
    const box = control.getBoundingClientRect();
    if (Math.min(box.width, box.height) < targetMin - 0.01) {
      faults.add(`${name(control)} is ${box.width} × ${box.height}, less than ${targetMin}`);
    }
  }
  return [...faults];
}
