import type { RichNode } from '@linli/shared/rich-text.ts';
import type { Nodes, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { richNodesOf } from './rich-nodes.ts';

/** A body as residents get it. */
export interface RenderedBody {
  nodes: RichNode[];
  /** Addresses it names, in order, each once. */
  links: { text: string; url: string }[];
  /** Ids of the pictures in it. */
  images: string[];
  /** How much there is to read, in characters. */
  characters: number;
}

/** Elements that become others, so that what an editor means is not lost. `rich-nodes.ts` says which. */
const understood = [
  'h1',
  'h5',
  'h6',
  'b',
  'i',
  's',
  'strike',
  'ins',
  'a',
  'dl',
  'dt',
  'dd',
  'tfoot',
  'input',
];
const drawn = [
  ...['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'del', 'u', 'code', 'pre', 'hr'],
  ...['br', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ruby', 'rt', 'sub', 'sup', 'span'],
];

/** What survives: elements and attributes by name, addresses by protocol. Everything else is taken out, its words stay. */
const allowed: Options = {
  tagNames: [...drawn, ...understood],
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    ol: ['start'],
    th: ['colSpan', 'rowSpan'],
    td: ['colSpan', 'rowSpan'],
  },
  protocols: { href: ['https', 'tel'], src: ['image'] },
  /** Taken out with all that is in them. */
  strip: ['script', 'style', 'iframe', 'object', 'embed', 'template', 'noscript', 'svg', 'math', 'textarea'],
  ancestors: {},
  required: {},
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};

const pipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, allowed);

/** Markdown, with HTML in it or not, as the nodes that `rich-text` draws. Never throws: whatever is not allowed is left out. */
export function renderMarkdown(markdown: string): RenderedBody {
  const tree: Root = pipeline.runSync(pipeline.parse(markdown));
  const links = new Map<string, string>();
  const images = new Set<string>();
  const nodes = richNodesOf(tree.children, {
    link: (url, text) => {
      if (!links.has(url)) links.set(url, text || url);
    },
    image: (id) => images.add(id),
  });
  return {
    nodes,
    links: [...links].map(([url, text]) => ({ text, url })),
    images: [...images],
    characters: lengthOf(tree),
  };
}

function lengthOf(node: Nodes): number {
  if (node.type === 'text') return node.value.replace(/\s+/g, '').length;
  return 'children' in node ? node.children.reduce((sum, child) => sum + lengthOf(child), 0) : 0;
}
