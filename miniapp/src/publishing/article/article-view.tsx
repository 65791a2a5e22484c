import { View } from '@tarojs/components';
import { PrintButtons } from '../../administration/print-buttons';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Door, Fact, List } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import type { StaffPerson } from '../../staff/use-staff';
import { ArticleBody } from '../article-body';
import { StateBadges } from '../state-badge';
import type { EditorialArticle } from '.';
import { Actions } from './actions';
import { copy } from './copy';
import { History } from './history';
import { Versions } from './versions';

interface ArticleViewProps {
  article: EditorialArticle;
  person: StaffPerson;
  onChanged: (article: EditorialArticle) => void;
}

/** What is decided stands below what it is decided about. */
export function ArticleView({ article, person, onChanged }: ArticleViewProps) {
  const { id, content, department, corrections, publishedAt } = article;
  return (
    <Stack>
      <Standing article={article} person={person} />
      <Heading>{copy.asResidents}</Heading>
      <ArticleBody content={content} rendered={article} department={department} />
      {corrections.length > 0 && (
        <Card>
          <Heading>{copy.corrections}</Heading>
          {corrections.map(({ at, note }) => (
            <Fact key={at} label={timeInWords(at)}>
              {note}
            </Fact>
          ))}
        </Card>
      )}
      <Actions article={article} onChanged={onChanged} />
      {article.live && (
        <Card>
          <Heading>{copy.code}</Heading>
          <PrintButtons kind="article" id={id} />
        </Card>
      )}
      {publishedAt !== null && (
        <List label={copy.verdicts}>
          <Door
            title={copy.verdicts}
            note={copy.verdictsNote}
            onPress={() => open(pages.articleVerdicts(id))}
          />
        </List>
      )}
      <Versions article={article} />
      <History article={article} />
    </Stack>
  );
}

function Standing({ article, person }: Omit<ArticleViewProps, 'onChanged'>) {
  const { id, title, state, live, department, changedAt, publishAt, publishedAt, correction, editable } =
    article;
  const [last] = article.history;
  const reviews = person.roles.some((role) => role === 'editor' || role === 'supervisor');
  const own = state === 'in-review' && reviews && !article.actions.includes('approve');
  return (
    <Card tone="brand">
      <Heading>{title}</Heading>
      <View className="row-badges">
        <StateBadges state={state} live={live} />
      </View>
      <Fact label={copy.department}>{department}</Fact>
      <Fact label={copy.changedAt}>{timeInWords(changedAt)}</Fact>
      {publishAt !== null && <Fact label={copy.publishAt}>{timeInWords(publishAt)}</Fact>}
      {publishedAt !== null && <Fact label={copy.publishedAt}>{timeInWords(publishedAt)}</Fact>}
      {last?.kind === 'return' && (
        <Notice tone="info" text={copy.returned(last.by ?? copy.someone, last.note ?? '')} />
      )}
      {own && <Notice tone="info" text={copy.ownArticle} />}
      {correction !== null && <Notice tone="info" text={copy.correctionDue(correction)} />}
      {editable && (
        <Button
          kind="secondary"
          label={state === 'published' ? copy.correct : copy.edit}
          onPress={() => open(pages.writeArticle(id))}
        />
      )}
    </Card>
  );
}
