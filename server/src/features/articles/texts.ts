import { richNodesMaxBytes } from '@linli/shared/rich-text.ts';
import { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import { type RenderedBody, renderMarkdown } from './markdown.ts';
import type { ArticleContent, ArticleText } from './model.ts';

/** A body that a phone can be handed. @throws article-too-large */
export function renderFitting(markdown: string): RenderedBody {
  const body = renderMarkdown(markdown);
  if (Buffer.byteLength(JSON.stringify(body.nodes)) > richNodesMaxBytes)
    throw new ApiError('article-too-large');
  return body;
}

/** An article's text from what its editor wrote, rendered and sanitised, and the pictures in it. @throws article-too-large */
export function textFrom(
  articleId: Types.ObjectId,
  content: ArticleContent,
): { text: ArticleText; images: string[] } {
  const { images, ...body } = renderFitting(content.markdown);
  return { text: { _id: new Types.ObjectId(), articleId, ...content, ...body }, images };
}
