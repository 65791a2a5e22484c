import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readStored, writeStored } from './storage';

/** Loads the module as a page does that was opened at this address. */
async function openedAt(address: string) {
  window.history.replaceState(null, '', address);
  vi.resetModules();
  return import('./wechat');
}

describe('on the web', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('a resident gets a made-up name and keeps it', async () => {
    const code = await (await openedAt('/')).residentSignInCode();
    expect(code).toMatch(/^demo-[0-9a-z]{24}$/);
    expect(await (await openedAt('/')).residentSignInCode()).toBe(code);
  });

  it.each(['/?as=alice', '/#/pages/home/index?as=alice'])('%s makes the browser alice’s', async (address) => {
    expect(await (await openedAt(address)).residentSignInCode()).toBe('demo-alice');
  });

  it('another name ends the session of the one before', async () => {
    writeStored('demo-name', 'alice');
    writeStored('session.resident', { accessToken: 'of alice' });
    await openedAt('/?as=alice');
    expect(readStored('session.resident')).not.toBeNull();
    await openedAt('/?as=bob');
    expect(readStored('session.resident')).toBeNull();
  });

  it.each(['/?scene=c.A01', '/#/?scene=c.A01', '/#/pages/home/index?scene=c.A01'])(
    '%s leads to the scene, once',
    async (address) => {
      const { takeSceneOfAddress } = await openedAt(address);
      expect(takeSceneOfAddress()).toBe('c.A01');
      expect(takeSceneOfAddress()).toBeNull();
    },
  );

  it('the scene of the rating page itself is left to that page', async () => {
    const { takeSceneOfAddress } = await openedAt('/#/pages/rate/index?scene=c.A01');
    expect(takeSceneOfAddress()).toBeNull();
  });
});
