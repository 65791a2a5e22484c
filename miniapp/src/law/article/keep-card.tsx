import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';
import { ShareButton } from './share-button';
import type { UsedMine } from './use-mine';

/** Keeps the article, and passes it on. */
export function KeepCard({ article, mine, setMine }: UsedMine & { article: ArticleDetail }) {
  const params = { id: article.id };
  const label = mine.favourite ? copy.kept : copy.keep;
  const { busy, error, start } = useAction(async () => {
    const now = await call(mine.favourite ? 'removeFavourite' : 'addFavourite', { params });
    setMine(now);
    announce(now.favourite ? copy.keptSaid : copy.givenUpSaid);
  });
  return (
    <Card>
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button kind="secondary" label={label} busyLabel={busy ? copy.keeping : undefined} onPress={start} />
      <ShareButton article={article} />
    </Card>
  );
}
