import { textOf } from '@linli/shared/rich-text.ts';
import { z } from 'zod';
import type { Templates } from './wxml.ts';

/** A node as it stands in the data that the logic layer has sent to the view layer. */
const nodeData = z.looseObject({
  sid: z.string(),
  uid: z.string().optional(),
  v: z.union([z.string(), z.number()]).optional(),
  cl: z.string().optional(),
  cn: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** A node as the view layer draws it. */
export interface ViewNode {
  tag: string;
  /** Its text and that of all below. */
  text: string;
  classes: readonly string[];
  /** What its template passes on: `aria-label`, `value`, `disabled` … */
  attributes: Readonly<Record<string, unknown>>;
  events: ReadonlyMap<string, 'bind' | 'catch'>;
  id: string;
  sid: string;
  parent: ViewNode | null;
  children: readonly ViewNode[];
}

/** What to look for; every part given must fit. A string must be equal, a pattern must match. */
export interface Wanted {
  text?: string | RegExp;
  /** The name a screen reader says. */
  label?: string | RegExp;
  role?: string;
  className?: string;
  tag?: string;
}

/** Bare text; a finger meets the element around it. */
const textTag = 'block';

/** Draws the nodes of a page from its `root.cn`. */
export function drawNodes(
  list: readonly unknown[],
  templates: Templates,
  parent: ViewNode | null,
): ViewNode[] {
  return list.map((item) => drawNode(item, templates, parent));
}

function drawNode(item: unknown, templates: Templates, parent: ViewNode | null): ViewNode {
  const data = nodeData.parse(item);
  const template = templates(data);
  const attributes: Record<string, unknown> = {};
  for (const [name, key] of template.attributes) {
    if (data[key] !== undefined) attributes[name] = data[key];
  }
  const children: ViewNode[] = [];
  const node: ViewNode = {
    tag: template.tag,
    text: '',
    classes: data.cl?.split(/\s+/).filter(Boolean) ?? [],
    attributes,
    events: template.events,
    id: data.uid ?? data.sid,
    sid: data.sid,
    parent,
    children,
  };
  children.push(...drawNodes(data.cn, templates, node));
  const own = data.v ?? richTextOf(template.tag, attributes.nodes);
  node.text = own === undefined ? children.map((child) => child.text).join('') : String(own);
  return node;
}

/** What WeChat's `rich-text` draws of its nodes. */
function richTextOf(tag: string, nodes: unknown): string | undefined {
  return tag === 'rich-text' && Array.isArray(nodes) ? textOf(nodes) : undefined;
}

/** The nodes that fit and contain no other that fits, in reading order. */
export function findNodes(nodes: readonly ViewNode[], wanted: Wanted): ViewNode[] {
  return nodes.flatMap((node) => {
    const below = findNodes(node.children, wanted);
    if (below.length > 0) return below;
    return fits(node, wanted) ? [node] : [];
  });
}

function fits(node: ViewNode, wanted: Wanted): boolean {
  return (
    node.tag !== textTag &&
    (wanted.text === undefined || matches(node.text.trim(), wanted.text)) &&
    (wanted.label === undefined || matches(String(node.attributes['aria-label'] ?? ''), wanted.label)) &&
    (wanted.role === undefined || node.attributes['aria-role'] === wanted.role) &&
    (wanted.className === undefined || node.classes.includes(wanted.className)) &&
    (wanted.tag === undefined || node.tag === wanted.tag)
  );
}

function matches(actual: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? actual === wanted : wanted.test(actual);
}

/** The page in words, a line for each text and each named node: for messages that say what was there. */
export function describeNodes(nodes: readonly ViewNode[], indent = ''): string {
  return nodes
    .flatMap((node) => {
      const name = node.attributes['aria-label'];
      const line = node.tag === textTag ? node.text : name && `<${node.tag}> ${String(name)}`;
      const below = describeNodes(node.children, line ? `${indent}  ` : indent);
      return [...(line ? [indent + line] : []), ...(below ? [below] : [])];
    })
    .join('\n');
}
