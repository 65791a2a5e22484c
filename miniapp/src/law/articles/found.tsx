import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Pager } from '../../components/pager';
import { List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { ArticleRowView } from '../article-row';
import { copy as lawCopy } from '../copy';
import { copy } from './copy';
import { chosenNames, queryOf, type Search } from './search';

interface FoundProps {
  search: Search;
  onSearch: (search: Search) => void;
}

/** The articles that fit, a page at a time; what was searched for is not kept on the device. */
export function Found({ search, onSearch }: FoundProps) {
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);
  const key = JSON.stringify(queryOf(search));
  const plain = search.words === '' && chosenNames(search).length === 0;
  const list = usePagedList(
    key,
    async (cursor) => {
      const page = await call('listArticles', { query: { ...queryOf(search), ...(cursor && { cursor }) } });
      setSuggestions(page.suggestions);
      return page;
    },
    plain ? { shelf: seen.resident, as: `articles.${search.campaign}` } : undefined,
  );

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    const words = (suggestion: string) => onSearch({ ...search, words: suggestion });
    return <NothingFound searched={search.words !== ''} suggestions={suggestions} onSearch={words} />;
  }
  return (
    <>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list}>
        {list.rows.map((article) => (
          <ArticleRowView key={article.id} article={article} excerpt={article.excerpt} />
        ))}
      </List>
      <Pager list={list} {...lawCopy.pager} />
    </>
  );
}

interface NothingFoundProps {
  searched: boolean;
  /** Other words to search for. */
  suggestions: readonly string[];
  onSearch: (words: string) => void;
}

function NothingFound({ searched, suggestions, onSearch }: NothingFoundProps) {
  const lawyer = { label: copy.lawyer, onPress: () => open(pages.chooseMatter()) };
  return (
    <>
      <StateView
        kind="empty"
        title={copy.nothingTitle}
        text={searched ? copy.nothingFound : copy.nothingHere}
        actions={searched ? [lawyer] : []}
      />
      {suggestions.length > 0 && (
        <Card>
          <Heading>{copy.tryWords}</Heading>
          {suggestions.map((words) => (
            <Button key={words} kind="secondary" label={words} onPress={() => onSearch(words)} />
          ))}
        </Card>
      )}
    </>
  );
}
