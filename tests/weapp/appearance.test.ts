import { describe, expect, it } from 'vitest';
import type { LaunchOptions, MiniProgram } from './harness/mini-program.ts';
import type { Storage } from './harness/wx.ts';
import { launch } from './launch.ts';
import { sampleBackend } from './sample-backend.ts';

/** How the mini-program looks on phones whose owners want it larger or darker. */

const homeRoute = 'pages/home/index';
const meRoute = 'pages/me/index';
const question = { role: 'heading', text: '要不要用大字版？' };

async function open(device: LaunchOptions['device'] = {}, storage: Storage = new Map(), url = homeRoute) {
  const program = launch({ backend: sampleBackend(), url, device, storage });
  await program.idle();
  return program;
}

const looks = (program: MiniProgram) => program.page.find({ className: 'page' });

describe('on a phone with a large font', () => {
  const device = { fontSizeScaleFactor: 1.4 };

  it('the first start is in large text, and asks once whether it shall stay so', async () => {
    const storage: Storage = new Map();
    const first = await open(device, storage);
    expect(looks(first).classes).toContain('theme-elder');
    expect(first.page.has(question)).toBe(true);
    first.page.tap({ role: 'button', text: '用大字版' });
    await first.idle();
    expect(first.page.has(question)).toBe(false);

    const second = await open(device, storage);
    expect(looks(second).classes).toContain('theme-elder');
    expect(second.page.has(question)).toBe(false);
  });

  it('whoever wants standard text gets it as large as the font setting says, one thing below the other', async () => {
    const program = await open(device);
    program.page.tap({ role: 'button', text: '用标准字' });
    await program.idle();
    expect(looks(program).classes).toEqual(expect.arrayContaining(['theme-standard', 'layout-column']));
    expect(looks(program).attributes.style).toMatch(/--scale: ?1\.4/);
  });

  it('what only knows the font size itself is asked for it', async () => {
    const program = await open({ fontSizeScaleFactor: undefined, fontSizeSetting: 23 });
    expect(looks(program).classes).toContain('theme-elder');
  });
});

describe('on a phone with the standard font', () => {
  it('nobody is asked, and the switch on the home page makes every page large', async () => {
    const program = await open();
    expect(program.page.has(question)).toBe(false);
    expect(looks(program).classes).toContain('theme-standard');
    program.page.tap({ role: 'switch', label: '大字版' });
    await program.idle();
    program.page.tap({ role: 'link', text: '我的' });
    await program.until(() => program.page.route === meRoute, 'the page of the tab');
    await program.idle();
    expect(looks(program).classes).toContain('theme-elder');
  });
});

describe('on a phone in the dark', () => {
  it('pages and the bar above them are dark', async () => {
    const program = await open({ theme: 'dark' });
    expect(looks(program).classes).toContain('theme-dark');
    expect(program.calls).toContainEqual({
      api: 'setNavigationBarColor',
      options: expect.objectContaining({ backgroundColor: '#171a19', frontColor: '#ffffff' }),
    });
  });

  it('light colours can be chosen all the same, and stay', async () => {
    const storage: Storage = new Map();
    const first = await open({ theme: 'dark' }, storage, meRoute);
    first.page.tap({ role: 'radio', label: '浅色' });
    await first.idle();
    expect(looks(first).classes).toContain('theme-light');
    const second = await open({ theme: 'dark' }, storage);
    expect(looks(second).classes).toContain('theme-light');
  });
});

it('the tab bar says where one is, in words too', async () => {
  const program = await open();
  expect(program.page.find({ role: 'link', text: '首页' }).attributes['aria-selected']).toBe(true);
});
