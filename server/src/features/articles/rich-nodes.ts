import {
  type RichElement,
  type RichNode,
  type RichTag,
  richElements,
  textOf,
} from '@linli/shared/rich-text.ts';
import type { Element, ElementContent, RootContent } from 'hast';

/** Told of what is found on the way. */
interface Found {
  link(url: string, text: string): void;
  image(id: string): void;
}

/** Where a stored picture is read: `image:ID` in Markdown. */
const imageAddress = /^image:([0-9a-f]{24})$/;

export const imagePath = (id: string) => `/api/v1/article-images/${id}`;

/** Elements drawn as another that says the same. The page's title is its h1. */
const drawnAs: Record<string, RichElement> = {
  h1: 'h2',
  h5: 'h4',
  h6: 'h4',
  b: 'strong',
  i: 'em',
  s: 'del',
  strike: 'del',
  ins: 'u',
  dt: 'p',
  dd: 'p',
};

/** Between these, white space is nothing to draw. */
const holdsBlocks: readonly (RichElement | 'root')[] = ['root', 'ul', 'ol', 'table', 'thead', 'tbody', 'tr'];

const isRichElement = (name: string): name is RichElement => richElements.some((element) => element === name);

/** The sanitised tree as nodes of `rich-text`. Only what is named here gets through, whatever came before. */
export function richNodesOf(children: readonly (RootContent | ElementContent)[], found: Found): RichNode[] {
  return mergeText(
    children.flatMap((child) => nodesOf(child, found)),
    'root',
  );
}

function nodesOf(node: RootContent | ElementContent, found: Found): RichNode[] {
  if (node.type === 'text') return node.value === '' ? [] : [{ type: 'text', text: node.value }];
  if (node.type !== 'element') return [];
  if (node.tagName === 'a') return linkOf(node, found);
  if (node.tagName === 'img') return imageOf(node, found);
  const name = drawnAs[node.tagName] ?? node.tagName;
  const inside = node.children.flatMap((child) => nodesOf(child, found));
  if (!isRichElement(name)) return inside;
  const children = mergeText(inside, name);
  return [{ ...tag(name, attributesOf(node)), ...(children.length > 0 && { children }) }];
}

function tag(name: RichElement, attributes: Omit<RichTag['attrs'], 'class'> = {}): RichTag {
  return { name, attrs: { class: `rt-${name}`, ...attributes } };
}

/** The words stay where they are; the address is kept beside the body. */
function linkOf(node: Element, found: Found): RichNode[] {
  const inside = node.children.flatMap((child) => nodesOf(child, found));
  const { href } = node.properties;
  if (typeof href === 'string' && /^(https:\/\/|tel:)/i.test(href)) found.link(href, textOf(inside).trim());
  return inside;
}

/** Only pictures of our own store: any other tells somebody else who reads what. */
function imageOf({ properties }: Element, found: Found): RichNode[] {
  const [, id] = imageAddress.exec(String(properties.src ?? '')) ?? [];
  if (id === undefined) return [];
  found.image(id);
  return [tag('img', { src: imagePath(id), alt: String(properties.alt ?? '') })];
}

function attributesOf({ properties }: Element): Omit<RichTag['attrs'], 'class'> {
  const { start, colSpan, rowSpan } = properties;
  const count = (value: unknown) =>
    Number.isInteger(Number(value)) && value != null ? String(value) : undefined;
  const [first, columns, rows] = [count(start), count(colSpan), count(rowSpan)];
  return {
    ...(first !== undefined && { start: first }),
    ...(columns !== undefined && { colspan: columns }),
    ...(rows !== undefined && { rowspan: rows }),
  };
}

/** Joins neighbouring texts, and leaves out the white space between blocks. */
function mergeText(nodes: readonly RichNode[], parent: RichElement | 'root'): RichNode[] {
  const merged: RichNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (!('name' in node) && last && !('name' in last)) last.text += node.text;
    else merged.push('name' in node ? node : { ...node });
  }
  if (!holdsBlocks.includes(parent)) return merged;
  return merged.filter((node) => 'name' in node || node.text.trim() !== '');
}
