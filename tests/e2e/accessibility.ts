import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const findings = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});

const refused = new Set(['serious', 'critical']);
const htmlShown = 200;

/** What rises or fades in has other colours on its way. Skeletons breathe for ever; they are not waited for. */
const movementEnds = `Promise.all(
  document.getAnimations()
    .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => undefined)),
)`;

/** What other colours alone can break. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * Throws, naming the nodes, when axe finds anything serious or critical on the page as it is drawn now.
 * @param onlyColours for a page that was looked at whole in other colours
 */
export async function checkAccessibility(page: Page, { onlyColours = false } = {}): Promise<void> {
  await page.evaluate(movementEnds);
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const options = {
    resultTypes: ['violations'],
    ...(onlyColours && { runOnly: { type: 'rule', values: colourRules } }),
  };
  const { violations } = findings.parse(await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`));
  const grave = violations.filter(({ impact }) => impact !== null && refused.has(impact));
  if (grave.length === 0) return;
  const words = grave.flatMap(({ id, impact, help, nodes }) => [
    `${id} (${impact}): ${help}`,
    ...nodes.map(({ html, failureSummary = '' }) => `  ${html.slice(0, htmlShown)}\n    ${failureSummary}`),
  ]);
  throw new Error(`${page.url()} is not accessible:\n${words.join('\n')}`);
}
