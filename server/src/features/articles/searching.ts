import { audienceLabels } from '@linli/shared/articles.ts';
import { matterLabels } from '@linli/shared/legal-service.ts';
import type { RichElement, RichNode } from '@linli/shared/rich-text.ts';
import type { Catalogue } from './catalogue.ts';
import type { ArticleText } from './model.ts';
import { buildSearchIndex, type SearchDocument, type SearchIndex } from './search/index.ts';

const indexes = new WeakMap<Catalogue, SearchIndex>();

/** The index of a catalogue: made at the first search in it, so that a publish does not hold up who only reads. */
export function searchIndexOf(catalogue: Catalogue): SearchIndex {
  const made =
    indexes.get(catalogue) ??
    buildSearchIndex(
      catalogue.articles.map(({ article, text }) => documentOf(article._id.toHexString(), text)),
    );
  indexes.set(catalogue, made);
  return made;
}

type Searchable = Pick<
  ArticleText,
  'title' | 'summary' | 'matter' | 'audiences' | 'legalBasis' | 'nodes' | 'steps'
>;

/** What of an article's text is searched. */
export function documentOf(id: string, text: Searchable): SearchDocument {
  const { title, summary, matter, audiences, legalBasis, nodes, steps } = text;
  return {
    id,
    title,
    summary,
    topics: [
      matterLabels[matter],
      ...audiences.map((audience) => audienceLabels[audience]),
      ...legalBasis.map(({ law }) => law),
    ],
    text: [linesOf(nodes), ...steps].join('\n'),
  };
}

const inLine: ReadonlySet<RichElement> = new Set(['strong', 'em', 'del', 'u', 'code', 'span', 'sub', 'sup']);

/** The text of the nodes, each paragraph, item and cell on a line of its own: an excerpt does not run them together. */
function linesOf(nodes: readonly RichNode[]): string {
  return nodes
    .map((node) => {
      if (!('name' in node)) return node.text;
      const text = linesOf(node.children ?? []);
      return inLine.has(node.name) ? text : `${text}\n`;
    })
    .join('');
}
