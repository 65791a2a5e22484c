import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import vm from 'node:vm';
import { readAppConfig } from './app-config.ts';
import type { OtherDevice } from './device.ts';
import { Events } from './events.ts';
import { SetDataMeter } from './limits.ts';
import { Modules } from './modules.ts';
import type { OpenPage, PageOptions } from './page.ts';
import { PageStack, readQuery } from './page-stack.ts';
import { Problems, problemConsole, watchRejections } from './problems.ts';
import { type Backend, NoConnection, type SentRequest } from './requests.ts';
import type { OpenedSocket } from './sockets.ts';
import { Timers } from './timers.ts';
import type { Views } from './views.ts';
import { createWx, type Person, type Storage } from './wx.ts';
import { readTemplates } from './wxml.ts';

export interface LaunchOptions {
  /** Folder of the build. */
  dist: string;
  /** Who answers requests; without one there is no network. */
  backend?: Backend;
  /** False for a phone that knows it has no network. */
  connected?: boolean;
  /** The page to start on, e.g. `pages/rate/index?scene=c.A01`; the entry page when absent. */
  url?: string;
  /** WeChat's number for the way in: 1001 from the list of mini-programs, 1047 from a scanned code. */
  scene?: number;
  /** The phone's memory of an earlier run. */
  storage?: Storage;
  person?: Partial<Person>;
  /** True where sockets can be opened. */
  sockets?: boolean;
  /** How the phone differs from the usual one. */
  device?: OtherDevice;
  /** Who draws the pages; nobody when absent. */
  views?: Views;
  /** How long `until` and `idle` wait before they say what is there instead. */
  patienceMs?: number;
}

/** A mini-program that runs: its logic layer in a context that holds no more than WeChat gives it. */
export class MiniProgram {
  readonly requests: SentRequest[] = [];
  /** The sockets that were opened; null where none can be. */
  readonly sockets: OpenedSocket[] | null;
  readonly calls: { api: string; options: unknown }[] = [];
  readonly setData: SetDataMeter;
  readonly storage: Storage;
  readonly files = new Map<string, string>();
  readonly person: Person;
  readonly problems: Problems;
  /** Swap it to lose the connection. */
  backend: Backend;
  /** What the phone says about its network; `setConnected` changes it. */
  connected: boolean;
  readonly #stack: PageStack;
  readonly #events = new Events();
  readonly #timers: Timers;
  readonly #changes = new EventEmitter();
  readonly #tell: (event: string, result: unknown) => void;
  readonly #stopWatching: () => void;
  readonly #patienceMs: number;
  #working = 0;

  constructor(options: LaunchOptions) {
    const changed = () => void this.#changes.emit('change');
    this.#patienceMs = options.patienceMs ?? 5_000;
    this.storage = options.storage ?? new Map();
    this.person = {
      scan: null,
      file: null,
      confirm: true,
      choice: 0,
      loginCode: 'demo-resident',
      agreedToGuide: true,
      subscribes: true,
      ...options.person,
    };
    this.sockets = options.sockets ? [] : null;
    this.backend = options.backend ?? noNetwork;
    this.connected = options.connected ?? true;
    this.problems = new Problems(changed);
    this.setData = new SetDataMeter((what) => this.problems.report(what));
    this.#timers = new Timers(this.problems, changed);

    const config = readAppConfig(options.dist);
    const url = options.url ?? config.routes[0] ?? '';
    const launch = { path: url.split('?')[0] ?? '', query: readQuery(url), scene: options.scene ?? 1001 };
    const registered: { app: PageOptions; page: PageOptions | null } = { app: {}, page: null };
    const context = createContext({
      console: problemConsole(this.problems),
      ...this.#timers.globals,
      App: (app: PageOptions) => {
        registered.app = app;
      },
      Page: (page: PageOptions) => {
        registered.page = page;
      },
      Component: () => undefined,
      Behavior: (behavior: unknown) => behavior,
      getApp: () => registered.app,
      getCurrentPages: () => this.#stack.pages.map((page) => page.instance),
    });
    const toRealm = realmCopier(context);
    const later = (run: () => void) => void this.#timers.after(0, run);
    const modules = new Modules(options.dist, context);
    const scripts = new Map<string, PageOptions>();
    const loadPage = (route: string): PageOptions => {
      const known = scripts.get(route);
      if (known) return known;
      registered.page = null;
      modules.load(route);
      if (!registered.page) throw new Error(`${route}.js does not call Page()`);
      scripts.set(route, registered.page);
      return registered.page;
    };
    const templates = readTemplates(options.dist);
    this.#stack = new PageStack(config, loadPage, {
      templates,
      problems: this.problems,
      setData: this.setData,
      later,
      toRealm,
      views: options.views,
    });
    this.#tell = (event, result) => later(() => this.#events.tell(event, toRealm(result)));
    context.wx = createWx({
      backend: (request) => this.backend(request),
      storage: this.storage,
      files: this.files,
      person: this.person,
      device: options.device ?? {},
      events: this.#events,
      isConnected: () => this.connected,
      launch,
      navigation: this.#stack,
      requests: this.requests,
      sockets: this.sockets,
      calls: this.calls,
      later,
      toRealm,
      report: (what) => this.problems.report(what),
      working: (delta) => {
        this.#working += delta;
        changed();
      },
    });
    this.#stopWatching = watchRejections(
      vm.runInContext('p => p instanceof Promise', context),
      this.problems,
    );

    try {
      modules.load('app');
      for (const hook of ['onLaunch', 'onShow'])
        callIfThere(registered.app, hook, toRealm({ ...launch, referrerInfo: {} }));
      this.#stack.reLaunch(`/${url}`);
    } catch (error) {
      this.problems.report('the program does not start', error);
    }
  }

  /** The page in front. */
  get page(): OpenPage {
    return this.#stack.top;
  }

  /** The open pages, the one in front last. */
  get pages(): readonly OpenPage[] {
    return this.#stack.pages;
  }

  /** Opens a page over the present one, as a tap on a link would. */
  navigateTo(url: string): void {
    this.#stack.navigateTo(url);
  }

  /** Opens a page of the tab bar, as a tap there would. */
  switchTab(url: string): void {
    this.#stack.switchTab(url);
  }

  /** The phone loses or finds its network, and says so. */
  setConnected(connected: boolean): void {
    this.connected = connected;
    this.#tell('NetworkStatusChange', { isConnected: connected, networkType: connected ? '4g' : 'none' });
  }

  /** The person comes back from another app. */
  comeBack(): void {
    this.#tell('AppShow', {});
  }

  /** The button in the corner. */
  goBack(): void {
    this.#stack.navigateBack(1);
  }

  /**
   * Waits until `look` gives something other than false, null or undefined, and answers with it. Looks again whenever
   * the program has done something. A `look` that throws has not found it yet.
   */
  async until<T>(look: () => T, what: string): Promise<Exclude<T, false | null | undefined>> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    for (;;) {
      this.problems.check();
      const found = attempt(look);
      if (found.ok && found.value !== false && found.value !== null && found.value !== undefined) {
        return found.value as Exclude<T, false | null | undefined>; // narrowed by the line above
      }
      if (!(await this.#nextChange(signal))) throw new Error(this.#whyNot(what, found));
    }
  }

  /** Waits until nothing is going on: no request open, no callback or short timer to come. */
  async idle(): Promise<void> {
    const signal = AbortSignal.timeout(this.#patienceMs);
    for (let quietTurns = 0; quietTurns < 2; ) {
      await nextTurn();
      if (this.#working === 0 && !this.#timers.busy) {
        quietTurns += 1;
        continue;
      }
      quietTurns = 0;
      if (!(await this.#nextChange(signal))) throw new Error(this.#whyNot('quiet'));
    }
    this.problems.check();
  }

  /** Ends the program, as when WeChat throws it out of memory. Throws if it ever had a problem. */
  async close(): Promise<void> {
    await nextTurn(); // rejections of the last moment are reported in the next turn
    this.#timers.stopAll();
    this.#stopWatching();
    this.problems.check();
  }

  async #nextChange(signal: AbortSignal): Promise<boolean> {
    return once(this.#changes, 'change', { signal }).then(
      () => true,
      () => false,
    );
  }

  #whyNot(what: string, found?: { ok: boolean; error?: unknown }): string {
    const error = found?.ok === false ? `\n${String(found.error)}` : '';
    const open = this.pages.at(-1);
    return `waited ${this.#patienceMs} ms in vain for: ${what}${error}\n${open ? `${open.route} shows:\n${open.describe()}` : ''}`;
  }
}

function noNetwork(): never {
  throw new NoConnection();
}

/** What the engines of old phones lack. With all of it gone, code that relies on it breaks here as it would there. */
const unknownToOldPhones = [
  'Proxy', 'Intl', 'WebAssembly', 'globalThis', 'BigInt', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer',
  'Object.entries', 'Object.values', 'Object.fromEntries', 'Object.hasOwn', 'Object.groupBy',
  'Object.getOwnPropertyDescriptors', 'Promise.allSettled', 'Promise.any', 'Promise.prototype.finally',
  'Array.prototype.at', 'Array.prototype.flat', 'Array.prototype.flatMap', 'Array.prototype.findLast',
  'Array.prototype.toSorted', 'Array.prototype.toReversed', 'String.prototype.at', 'String.prototype.matchAll',
  'String.prototype.padStart', 'String.prototype.padEnd', 'String.prototype.replaceAll',
  'String.prototype.trimStart', 'String.prototype.trimEnd',
]; // biome-ignore format: a list of names

/** A context with the language of 2015 and nothing else. */
function createContext(globals: Record<string, unknown>): vm.Context {
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(unknownToOldPhones.map((name) => `delete this.${name};`).join(' '), context);
  vm.runInContext('this.global = this;', context);
  return context;
}

function realmCopier(context: vm.Context): (value: unknown) => unknown {
  const parse: (text: string) => unknown = vm.runInContext('JSON.parse', context);
  return (value) => (value === undefined ? undefined : parse(JSON.stringify(value)));
}

function callIfThere(target: PageOptions, method: string, argument: unknown): void {
  const run = target[method];
  if (typeof run === 'function') Reflect.apply(run, target, [argument]);
}

function attempt<T>(look: () => T): { ok: true; value: T } | { ok: false; error: unknown } {
  try {
    return { ok: true, value: look() };
  } catch (error) {
    return { ok: false, error };
  }
}
