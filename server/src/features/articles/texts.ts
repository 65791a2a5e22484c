import { richNodesMaxBytes } from '@linli/shared/rich-text.ts';
import { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import { renderMarkdown } from './markdown.ts';
import type { ArticleContent, ArticleText } from './model.ts';

/** An article's text from what its editor wrote: rendered and sanitised. @throws article-too-large */
export function textFrom(articleId: Types.ObjectId, content: ArticleContent): ArticleText {
  const { nodes, links, characters } = renderMarkdown(content.markdown);
  if (Buffer.byteLength(JSON.stringify(nodes)) > richNodesMaxBytes) throw new ApiError('article-too-large');
  return { _id: new Types.ObjectId(), articleId, ...content, nodes, links, characters };
}
