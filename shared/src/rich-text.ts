/**
 * The elements of an article's body: a part of what the mini-program's `rich-text` draws. Links are not among them, as
 * `rich-text` passes no tap on; the addresses an article names stand beside its body.
 */
export const richElements = [
  'p',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'strong',
  'em',
  'del',
  'u',
  'code',
  'pre',
  'hr',
  'br',
  'img',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'ruby',
  'rt',
  'sub',
  'sup',
  'span',
] as const;
export type RichElement = (typeof richElements)[number];

/** A node as `rich-text` takes it. */
export type RichNode = RichText | RichTag;

export interface RichText {
  type: 'text';
  text: string;
}

export interface RichTag {
  name: RichElement;
  /** `class` is `rt-` and the element's name, for the page's styles. */
  attrs: RichAttributes;
  children?: RichNode[];
}

export interface RichAttributes {
  class: string;
  /** Of a picture: an address of this installation, from `/api/v1/` on; see `placeImages`. */
  src?: string;
  alt?: string;
  /** Of a numbered list that does not begin with 1. */
  start?: string;
  /** Of a cell that spans several. */
  colspan?: string;
  rowspan?: string;
}

/** Largest body as JSON, in bytes: WeChat takes 256 KB in one `setData`, and the page shows more than the body. */
export const richNodesMaxBytes = 200 * 1024;

/** The nodes with the pictures' addresses made whole: `rich-text` knows no origin of its own. */
export function placeImages(nodes: readonly RichNode[], origin: string): RichNode[] {
  return nodes.map((node) => {
    if (!('name' in node)) return node;
    const { attrs, children } = node;
    return {
      ...node,
      attrs: attrs.src === undefined ? attrs : { ...attrs, src: `${origin}${attrs.src}` },
      ...(children && { children: placeImages(children, origin) }),
    };
  });
}

/** The text of the nodes, as a screen reader would say it. */
export function textOf(nodes: readonly RichNode[]): string {
  return nodes.map((node) => ('name' in node ? textOf(node.children ?? []) : node.text)).join('');
}
