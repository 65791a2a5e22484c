/** How much larger the elder mode's text is than the standard one. */
const elderScale = 25 / 17;

/** WeChat's largest font setting is well below; more would leave no room for a word on a line. */
const scaleMax = 2;

/** From here on, what stands side by side in standard size stands one below the other. */
const oneColumnFrom = 1.3;

/**
 * By how much the text of a mode has to grow, so that whoever set 1.8 gets text 1.8 times the standard in either mode.
 * Never below the mode's own size.
 */
export function textScale(elder: boolean, fontScale: number): number {
  const wanted = Math.min(fontScale, scaleMax) / (elder ? elderScale : 1);
  return Math.max(1, Math.round(wanted * 100) / 100);
}

/** True where rows of things have no room. */
export function isOneColumn(elder: boolean, fontScale: number): boolean {
  return elder || fontScale >= oneColumnFrom;
}
