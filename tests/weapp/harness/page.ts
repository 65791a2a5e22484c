import { z } from 'zod';
import { excess, type SetDataMeter } from './limits.ts';
import type { Problems } from './problems.ts';
import { describeNodes, drawNodes, findNodes, type ViewNode, type Wanted } from './view-node.ts';
import type { Views } from './views.ts';
import type { Templates } from './wxml.ts';

/** What a page's script gives to `Page()`, and what an instance is made of. */
export type PageOptions = Record<string, unknown>;

/** What a page needs from the program around it. */
export interface PageHost {
  templates: Templates;
  problems: Problems;
  setData: SetDataMeter;
  later(run: () => void): void;
  toRealm(value: unknown): unknown;
  /** Who draws the pages, if anyone does. */
  views?: Views | undefined;
}

let lastId = 0;

const bubbling = new Set([
  'tap',
  'longpress',
  'longtap',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
]);
const rootData = z.looseObject({ root: z.looseObject({ cn: z.array(z.unknown()).default([]) }).optional() });

/** An open page: an instance for the script, and what a person sees of it for the test. */
export class OpenPage {
  readonly id = ++lastId;
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly instance: PageOptions;
  readonly #host: PageHost;
  #data: Record<string, unknown>;

  constructor(route: string, query: Record<string, string>, options: PageOptions, host: PageHost) {
    this.route = route;
    this.query = query;
    this.#host = host;
    this.#data = z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(options.data ?? {})));
    this.instance = {
      ...options,
      data: this.#data,
      route,
      __route__: route,
      options: query,
      setData: (data: unknown, callback?: () => void) => this.#setData(data, callback),
      getOpenerEventChannel: () => ({ on() {}, once() {}, off() {}, emit() {} }),
    };
  }

  /** All that the view layer has been sent, in one piece. */
  get data(): Readonly<Record<string, unknown>> {
    return this.#data;
  }

  /** Calls a method of the script, such as `onShow` or `onReachBottom`, if there is one. */
  call(method: string, argument?: unknown): unknown {
    const run = this.instance[method];
    if (typeof run !== 'function') return undefined;
    try {
      return Reflect.apply(run, this.instance, argument === undefined ? [] : [this.#host.toRealm(argument)]);
    } catch (error) {
      this.#host.problems.report(`${this.route} throws in ${method}`, error);
      return undefined;
    }
  }

  /** The page as it is drawn now. */
  nodes(): ViewNode[] {
    return drawNodes(rootData.parse(this.#data).root?.cn ?? [], this.#host.templates, null);
  }

  /** All that can be read on the page. */
  text(): string {
    return this.nodes()
      .map((node) => node.text)
      .join('\n');
  }

  findAll(wanted: Wanted): ViewNode[] {
    return findNodes(this.nodes(), wanted);
  }

  has(wanted: Wanted): boolean {
    return this.findAll(wanted).length > 0;
  }

  /** The one node that fits. Throws, saying what is on the page, when there is none or more than one. */
  find(wanted: Wanted): ViewNode {
    const [found, ...more] = this.findAll(wanted);
    if (found && more.length === 0) return found;
    const count = found ? more.length + 1 : 'no';
    throw new Error(`${this.route} has ${count} nodes like ${show(wanted)}. It shows:\n${this.describe()}`);
  }

  describe(): string {
    return describeNodes(this.nodes());
  }

  /** Touches a node with a finger. */
  tap(wanted: Wanted): void {
    const node = this.find(wanted);
    for (let around: ViewNode | null = node; around; around = around.parent) {
      if (around.attributes.disabled === true)
        throw new Error(`${show(wanted)} is disabled and cannot be tapped`);
    }
    this.fire(node, 'tap', { x: 20, y: 20 });
  }

  /** Types into a text field; `value` is all that stands in it then. */
  type(wanted: Wanted, value: string): void {
    this.fire(this.find(wanted), 'input', { value, cursor: value.length });
  }

  /** Fires an event as the view layer does: at each listening node on the way up, until one catches it. */
  fire(target: ViewNode, type: string, detail: object = {}): void {
    let heard = false;
    for (let node: ViewNode | null = target; node; node = bubbling.has(type) ? node.parent : null) {
      const listening = node.events.get(type);
      if (!listening) continue;
      heard = true;
      const place = ({ id, sid }: ViewNode) => ({ id, dataset: { sid }, offsetLeft: 0, offsetTop: 0 });
      const event = {
        type,
        timeStamp: 0,
        target: place(target),
        currentTarget: place(node),
        detail,
        mark: {},
        touches: [],
      };
      this.hear(event);
      if (listening === 'catch') break;
    }
    if (!heard)
      throw new Error(`nothing on ${this.route} listens to ${type} at <${target.tag}> ${target.text}`);
  }

  /** Takes an event from the view layer. */
  hear(event: unknown): void {
    this.#host.setData.touched();
    this.call('eh', event);
  }

  #setData(data: unknown, callback?: () => void): void {
    const text = JSON.stringify(data) ?? '{}';
    this.#host.setData.count(this.route, Buffer.byteLength(text));
    const changes = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    for (const [path, value] of Object.entries(changes)) assign(this.#data, path, value);
    this.#host.views?.dataChanged(this, changes);
    for (const found of excess(rootData.parse(this.#data).root?.cn ?? [])) {
      this.#host.problems.report(`${this.route} has ${found} on the page`);
    }
    // Answers after the view layer has drawn, and lets the test look again.
    this.#host.later(() => callback?.());
  }
}

/** Puts a value at a path such as `root.cn.[0].cn` or `list[2].name`. */
function assign(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.match(/[^.[\]]+/g) ?? [];
  const last = keys.pop();
  if (last === undefined) throw new Error('setData with an empty path');
  let place: object = data;
  for (const [index, key] of keys.entries()) {
    let next: unknown = Reflect.get(place, key);
    if (typeof next !== 'object' || next === null) {
      next = /^\d+$/.test(keys[index + 1] ?? last) ? [] : {};
      Reflect.set(place, key, next);
    }
    place = Object(next);
  }
  Reflect.set(place, last, value);
}

function show(wanted: Wanted): string {
  return Object.entries(wanted)
    .map(([part, value]) => `${part} ${String(value)}`)
    .join(', ');
}
