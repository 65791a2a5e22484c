import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { Button } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import { pages } from '../../platform/navigation';
import { copy } from './copy';

/** WeChat's own button for sending the page to a chat; the card says what the article says. */
export function ShareButton({ article: { id, title, cover } }: { article: ArticleDetail }) {
  useShareAppMessage(() => ({
    title,
    path: pages.article(id),
    ...(cover !== null && { imageUrl: `${LINLI_API_URL}${cover}` }),
  }));
  return (
    <Button className="button button-secondary share-button" openType="share" hoverClass="pressed">
      {copy.share}
    </Button>
  );
}
