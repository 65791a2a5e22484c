import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useShownAgain } from '../../platform/use-page-shown';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { ArticleRowView } from '../article-row';
import { copy as lawCopy } from '../copy';
import { copy } from './copy';

/** The articles that a resident keeps, last added first. */
function Favourites() {
  const ask = (cursor: string | null) => call('listFavourites', { query: cursor ? { cursor } : {} });
  const list = usePagedList('favourites', ask, { shelf: seen.resident, as: 'favourites' });
  // One may have been given up meanwhile.
  useShownAgain(() => {
    if (list.state !== 'ready' || !list.hasPrevious) list.reload();
  });
  if (list.state === 'loading') return <Skeleton cards={2} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  return (
    <Stack>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      {list.rows.length === 0 ? (
        <StateView
          kind="empty"
          title={copy.emptyTitle}
          text={copy.emptyText}
          actions={[{ label: copy.find, onPress: () => open(pages.articles()) }]}
        />
      ) : (
        <List label={copy.list}>
          {list.rows.map((article) => (
            <ArticleRowView key={article.id} article={article} />
          ))}
        </List>
      )}
      <Pager list={list} {...lawCopy.pager} />
    </Stack>
  );
}

export default definePage({ title: copy.title }, Favourites);
