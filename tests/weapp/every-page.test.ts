import { weappDist } from '@linli/server/builds.ts';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from './harness/app-config.ts';
import type { Backend } from './harness/requests.ts';
import { NoConnection } from './harness/requests.ts';
import type { ViewNode } from './harness/view-node.ts';
import type { Storage } from './harness/wx.ts';
import { launch } from './launch.ts';
import { sampleIds } from './sample-answers.ts';
import { endpointOf, errorAnswer, fullLists, sampleBackend } from './sample-backend.ts';
import { signIn } from './staff-session.ts';

/** The list of pages is the one WeChat reads, so that a page added later is held to this from its first day. */
const { routes, tabBarRoutes } = readAppConfig(weappDist);

/** Parameters for any page; each takes what it knows. */
const query = (route: string) => `scene=c.A01&followUp=answer&kind=rating&waiting=1&id=${idFor(route)}`;

function idFor(route: string): string {
  if (route.includes('ticket')) return sampleIds.ticket;
  if (route.includes('lawyer')) return sampleIds.lawyer;
  return route.includes('feedback') ? sampleIds.feedback : sampleIds.rating;
}

describe.each(routes)('%s', (route) => {
  it('opens, shows something to read and asks only for what the contract has', async () => {
    const program = open(route, sampleBackend());
    await program.idle();
    expect(program.page.text()).not.toBe('');
  });

  it('opens from a link of its own and leads away again', async () => {
    const program = open(routes[0] ?? '', sampleBackend());
    await program.idle();
    if (tabBarRoutes.includes(route)) program.switchTab(`/${route}`);
    else program.navigateTo(`/${route}?${query(route)}`);
    await program.idle();
    program.goBack();
    await program.idle();
    expect(program.page.text()).not.toBe('');
  });

  it('stays light when its lists are long, however far one leafs through them', async () => {
    for (const storage of [noOnesPhone(), (await signIn()).storage]) {
      const program = launch({ backend: fullLists(), url: `${route}?${query(route)}`, storage });
      await program.idle();
      for (let page = 1; page < 4; page++) {
        const next = program.page.findAll({ className: 'button' }).find(isInPager);
        if (next) program.page.fire(next, 'tap');
        await program.idle();
      }
      expect(program.page.text()).not.toBe('');
    }
  });

  it('says something when there is no connection', async () => {
    const program = open(route, () => {
      throw new NoConnection();
    });
    // A page tries again for a moment before it says so.
    await program.until(() => program.page.text() !== '', 'something to read');
  });

  it('opened before, shows what it showed with its age when the network is gone, or says that it needs one', async () => {
    const { storage } = await signIn();
    const url = `${route}?${query(route)}`;
    const first = launch({ backend: sampleBackend(), url, storage });
    await first.idle();
    const asked = first.requests.length > 0;
    await first.close();
    const second = launch({ url, storage, connected: false });
    const wanted =
      !asked || asksAside.test(route) ? /./ : needsNetwork.test(route) ? /没有连上/ : /更新于 .*网络不好/;
    await second.until(() => wanted.test(second.page.text()), 'its age, or what it needs');
  });

  it('says something when the server fails', async () => {
    const program = open(route, (request) => {
      endpointOf(request);
      return errorAnswer('internal');
    });
    await program.idle();
    expect(program.page.text()).not.toBe('');
  });
});

/**
 * Pages that keep nothing on the device and say that they need a network: what an office decides by must be of now, a
 * code that is shown for one service is good for once, and a time is held for five minutes.
 */
const needsNetwork =
  /^(oversight|publishing|administration|staff\/(absence|closures)|counter\/ratings|pages\/rate|consulting|appointments\/(book|rating))\//;

/** What these say came with the press that opened them; what they ask for besides is left out without a network. */
const asksAside = /^pages\/thanks\//;

function noOnesPhone(): Storage {
  return new Map();
}

function isInPager(node: ViewNode): boolean {
  return node.parent?.classes.includes('pager') ?? false;
}

function open(route: string, backend: Backend) {
  return launch({ backend, url: `${route}?${query(route)}` });
}
