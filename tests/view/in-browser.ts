import * as glassEasel from 'glass-easel';
import { styles, templates } from 'weapp-build';

/**
 * The view layer of a mini-program, in a browser: pages drawn from the real templates and style sheets by WeChat's
 * own engine. It knows no script of the mini-program; data comes in through `view`, touches go out through `hear`.
 */

interface Drawn {
  host: glassEasel.GeneralComponent;
  style: HTMLStyleElement;
}

type Listener = (pageId: number, event: object) => void;

declare global {
  interface Window {
    view: typeof view;
    /** Put there by the test. */
    hear: Listener;
  }
}

const space = new glassEasel.ComponentSpace();
const context = new glassEasel.CurrentWindowBackendContext();
const options = { styleScope: glassEasel.StyleScopeManager.globalScope(), writeIdToDOM: true };
const pages = new Map<number, Drawn>();

/** Taro's component for what is nested deeper than its templates. It speaks for the page it stands on. */
const deeper = (pageId: number) =>
  space
    .define()
    .options({ ...options, virtualHost: true })
    .usingComponents({ 'rich-text': richText })
    .template({ content: templates.comp, groupList: templates })
    .property('i', Object)
    .property('l', String)
    .methods({ eh: (event: glassEasel.ShadowedEvent<unknown>) => tell(pageId, event) })
    .registerComponent();

/** WeChat's: styles what all of a page stands in, here the document's body. */
const pageMeta = space
  .define()
  .property('pageStyle', {
    type: String,
    observer: (style: string) => document.body.setAttribute('style', style),
  })
  .registerComponent();

interface DrawnNode {
  name?: string;
  attrs?: Record<string, string>;
  children?: DrawnNode[];
  text?: string;
}

/** WeChat's: draws nodes as elements of the same names, which take the page's styles by their classes. */
const richText = space
  .define()
  .property('nodes', Array)
  .property('space', null)
  .property('userSelect', null)
  .property('mode', null)
  .observer('nodes', function drawNodes() {
    const nodes: DrawnNode[] = this.data.nodes;
    elementOf(this.general()).replaceChildren(...nodes.map(drawn));
  })
  .registerComponent();

function drawn({ name, attrs = {}, children = [], text = '' }: DrawnNode): Node {
  if (name === undefined) return document.createTextNode(text);
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attrs)) element.setAttribute(attribute, value);
  element.append(...children.map(drawn));
  return element;
}

const view = {
  open(pageId: number, route: string, data: Record<string, unknown>): void {
    const definition = space
      .define()
      .options(options)
      .usingComponents({ comp: deeper(pageId), 'page-meta': pageMeta, 'rich-text': richText })
      .template({ content: templates[route], groupList: templates })
      .data(() => data)
      .methods({ eh: (event: glassEasel.ShadowedEvent<unknown>) => tell(pageId, event) })
      .registerComponent();
    const host = glassEasel.Component.createWithContext('page', definition, context).general();
    document.body.append(elementOf(host));
    glassEasel.Element.pretendAttached(host);
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = styles[route] ?? '';
    pages.set(pageId, { host, style });
  },

  change(pageId: number, changes: Record<string, unknown>): void {
    pages.get(pageId)?.host.setData(changes);
  },

  close(pageId: number): void {
    const drawn = pages.get(pageId);
    pages.delete(pageId);
    drawn?.style.remove();
    if (drawn) elementOf(drawn.host).remove();
  },

  /** Puts a page in front. The others keep their state, unseen. */
  show(pageId: number): void {
    for (const [id, { host, style }] of pages) {
      elementOf(host).hidden = id !== pageId;
      style.disabled = id !== pageId;
    }
  },
};

window.view = view;

function elementOf(host: glassEasel.GeneralComponent): HTMLElement {
  const element = host.getBackendElement();
  if (!(element instanceof HTMLElement)) throw new Error('the page has no element');
  return element;
}

/** Hands an event to the logic layer in the shape WeChat gives it. */
function tell(pageId: number, event: glassEasel.ShadowedEvent<unknown>): void {
  const { type, timeStamp, detail, mark } = event;
  window.hear(pageId, {
    type,
    timeStamp,
    detail,
    mark: mark ?? {},
    target: placeOf(event.target),
    currentTarget: placeOf(event.currentTarget),
    touches: [],
  });
}

function placeOf({ id, dataset }: glassEasel.Element) {
  return { id, dataset: { ...dataset }, offsetLeft: 0, offsetTop: 0 };
}

/** Passes what happens in the browser on to the page, as events of WeChat. */
function pass(type: string, name: string, detailOf: (event: Event) => object, bubbles = false): void {
  document.addEventListener(
    type,
    (event) => {
      const node = nodeAt(event.target);
      if (node) glassEasel.triggerEvent(node, name, detailOf(event), { bubbles, composed: bubbles });
    },
    true,
  );
}

/** The nearest element that the engine drew. */
function nodeAt(target: EventTarget | null): glassEasel.Element | null {
  for (let element = target; element instanceof Element; element = element.parentElement) {
    const node: unknown = Reflect.get(element, '__wxElement');
    if (node instanceof glassEasel.Element) return node;
  }
  return null;
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

function isTextControl(target: unknown): target is TextControl {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function typed({ target }: Event) {
  return isTextControl(target) ? { value: target.value, cursor: target.selectionStart ?? 0 } : {};
}

pass(
  'click',
  'tap',
  (event) => (event instanceof MouseEvent ? { x: event.pageX, y: event.pageY } : {}),
  true,
);
pass('input', 'input', typed);
pass('focus', 'focus', typed);
pass('blur', 'blur', typed);

/** The engine writes an attribute where WeChat's control has a property. */
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const value = isTextControl(target) && target.getAttribute('value');
    if (isTextControl(target) && value !== false && value !== null && value !== target.value)
      target.value = value;
  }
}).observe(document.body, { subtree: true, attributeFilter: ['value'] });
