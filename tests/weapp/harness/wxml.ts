import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the WXML makes of one kind of node: the tag, where each attribute comes from, what it listens to. */
export interface NodeTemplate {
  tag: string;
  /** WXML attribute → key in the node's data, e.g. `aria-label` → `p3`. */
  attributes: ReadonlyMap<string, string>;
  /** Event → `bind` (goes on to the parent) or `catch` (ends here). */
  events: ReadonlyMap<string, 'bind' | 'catch'>;
}

/** Finds the template for a node's data. */
export type Templates = (data: Readonly<Record<string, unknown>>) => NodeTemplate;

const templatePattern = /<template name="tmpl_0_(\w+)">([\s\S]*?)<\/template>/g;
const openingTag = /<([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/;
const attributePattern = /([\w:-]+)="([^"]*)"/g;
const eventPattern = /^(bind|catch):?(\w+)$/;

/**
 * Taro draws every page with the templates of base.wxml, one for each kind of node (`nn` in the node's data).
 * An attribute or event that is not in the template does not exist on the phone, whatever the React code says;
 * so the harness sees the page through the templates too.
 */
export function readTemplates(dist: string): Templates {
  const wxml = readFileSync(path.join(dist, 'base.wxml'), 'utf8');
  const templates = new Map<string, NodeTemplate>();
  for (const [, name = '', body = ''] of wxml.matchAll(templatePattern)) {
    const template = parseTemplate(body);
    if (template) templates.set(name, template);
  }
  return (data) => {
    const kind = String(data.nn);
    // Text fields have two templates, chosen by whether `focus` is set (see utils.wxs).
    const focusKind = `${kind}_${data.focus === undefined ? 'blur' : 'focus'}`;
    const template = templates.get(focusKind) ?? templates.get(kind);
    if (!template) throw new Error(`base.wxml has no template for node kind ${kind}`);
    return template;
  };
}

function parseTemplate(body: string): NodeTemplate | null {
  const tag = openingTag.exec(body);
  if (!tag?.[1]) return null;
  const attributes = new Map<string, string>();
  const events = new Map<string, 'bind' | 'catch'>();
  for (const [, name = '', value = ''] of (tag[2] ?? '').matchAll(attributePattern)) {
    const event = eventPattern.exec(name);
    const key = /\bi\.(\w+)/.exec(value)?.[1];
    if (event?.[2] && value === 'eh') events.set(event[2], event[1] === 'catch' ? 'catch' : 'bind');
    else if (key) attributes.set(name, key);
  }
  return { tag: tag[1], attributes, events };
}
