import { expect, it } from 'vitest';
import type { Person } from './person.ts';
import { complaint, scan, thanks } from './rating.ts';
import { useStage } from './stage.ts';

const stage = useStage();

/** More stops of the tab key than any page has. */
const manyStops = 60;

interface Stop {
  role: string;
  name: string;
}

it('a service is rated with the keyboard alone', async () => {
  const resident = await stage.person();
  const { keyboard } = resident.page;
  await scan(resident, await stage.served());
  await resident.radio('满意').waitFor();

  await tabTo(resident, 'radio', '非常满意');
  for (const grade of ['满意', '基本满意', '不满意']) {
    await keyboard.press('ArrowRight');
    expect(await stopOf(resident)).toEqual({ role: 'radio', name: grade });
  }
  expect(await resident.radio('不满意').getAttribute('aria-checked')).toBe('true');

  const [first = '', second = ''] = complaint.reasons;
  await tabTo(resident, 'checkbox', first);
  await keyboard.press('Space');
  await tabTo(resident, 'checkbox', second);
  await keyboard.press('Enter');
  for (const reason of complaint.reasons) {
    expect(await resident.checkbox(reason).getAttribute('aria-checked')).toBe('true');
  }
  await keyboard.press('Space');
  expect(await resident.checkbox(second).getAttribute('aria-checked'), 'ticked off again').toBe('false');

  await tabTo(resident, 'textbox', '还想说的话（可不填）');
  await keyboard.type(complaint.comment);
  await tabTo(resident, 'button', '提交评价');
  await keyboard.press('Enter');
  await resident.sees(thanks);

  await tabTo(resident, 'button', '查看这条评价');
  await keyboard.press('Space');
  await resident.reads(complaint.comment);
  await resident.reads(first);
  expect(await resident.page.getByText(second).locator('visible=true').count()).toBe(0);
});

/** Presses the tab key until it stops at something, which then shows where the focus is. */
async function tabTo(person: Person, role: string, name: string): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < manyStops; count++) {
    await person.page.keyboard.press('Tab');
    const stop = await stopOf(person);
    if (stop.role === role && stop.name === name) {
      expect(await showsFocus(person), `the focus on ${name} can be seen`).toBe(true);
      return;
    }
    passed.push(`${stop.role} ${stop.name}`);
  }
  throw new Error(`the tab key does not stop at ${role} ${name}, but at ${passed.join(', ')}`);
}

/** What has the focus, as a screen reader names it. */
async function stopOf({ page }: Person): Promise<Stop> {
  const focused = page.locator(':focus');
  // Between the last stop and the first, the browser itself has the focus.
  if ((await focused.count()) === 0) return { role: 'nothing', name: '' };
  const tree = await focused.ariaSnapshot();
  const [, role = '', name = ''] = /^- (?:\/)?(\w+)(?: "([^"]*)")?/.exec(tree) ?? [];
  return { role, name };
}

function showsFocus({ page }: Person): Promise<boolean> {
  return page.evaluate(`(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  })()`);
}
