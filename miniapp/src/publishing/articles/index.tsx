import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type ArticleState, articleStateLabels, articleStates } from '@linli/shared/article-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { useVisits } from '../../platform/use-page-shown';
import { usePagedList } from '../../platform/use-paged-list';
import { type StaffPerson, useSignInAgain, useStaff } from '../../staff/use-staff';
import { hasNewDraft } from '../edit/draft';
import { StateBadges, stateWords } from '../state-badge';
import { copy } from './copy';

type ArticleRow = AnswerOf<'listEditorialArticles'>['items'][number];
type Shown = ArticleState | 'all';

const options = [
  { value: 'all' as const, label: copy.all },
  ...articleStates.map((value) => ({ value, label: articleStateLabels[value] })),
];

/** The articles of the sub-district, by state. Who only reviews begins with what waits for a review. */
function Articles() {
  const person = useStaff();
  return person && <Listed person={person} />;
}

function Listed({ person }: { person: StaffPerson }) {
  const writes = person.roles.includes('editor');
  const [shown, setShown] = useState<Shown>(writes ? 'all' : 'in-review');
  const [choosing, setChoosing] = useState(false);
  // Whoever comes back from an article may have moved it.
  const visits = useVisits();
  const label = options.find(({ value }) => value === shown)?.label ?? copy.all;
  return (
    <Stack>
      {writes && (
        <Button
          label={hasNewDraft(person.id) ? copy.goOn : copy.write}
          onPress={() => open(pages.writeArticle())}
        />
      )}
      <Card tone="brand">
        <View>{copy.showing(label)}</View>
        <Button kind="secondary" label={copy.choose} onPress={() => setChoosing(true)} />
      </Card>
      <ArticleList key={`${shown} ${visits}`} shown={shown} />
      {choosing && (
        <Sheet title={copy.states} onClose={() => setChoosing(false)}>
          <ChoiceList
            label={copy.states}
            options={options}
            value={shown}
            onChange={(value) => {
              setShown(value);
              setChoosing(false);
            }}
          />
        </Sheet>
      )}
    </Stack>
  );
}

function ArticleList({ shown }: { shown: Shown }) {
  const list = usePagedList(`articles ${shown}`, (cursor) =>
    call('listEditorialArticles', {
      query: { ...(shown !== 'all' && { state: shown }), ...(cursor && { cursor }) },
    }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);
  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    return shown === 'in-review' ? (
      <StateView kind="empty" title={copy.emptyReview} text={copy.emptyReviewText} />
    ) : (
      <StateView kind="empty" title={copy.empty} text={copy.emptyText} />
    );
  }
  return (
    <>
      <List label={copy.list}>
        {list.rows.map((article) => (
          <ArticleRowView key={article.id} article={article} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
    </>
  );
}

function ArticleRowView({ article }: { article: ArticleRow }) {
  const { id, title, department, changedAt, publishAt } = article;
  const facts = [
    department,
    publishAt ? copy.publishAt(timeInWords(publishAt)) : copy.changedAt(timeInWords(changedAt)),
  ];
  return (
    <Row
      label={[title, ...facts, stateWords(article)].join('，')}
      onPress={() => open(pages.editorialArticle(id))}
    >
      <View className="row-title">{title}</View>
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
      <View className="row-badges">
        <StateBadges {...article} />
      </View>
    </Row>
  );
}

export default definePage({ title: copy.title }, Articles);
