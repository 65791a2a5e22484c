import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { parseScene } from '@linli/shared/scenes.ts';
import { useRouter } from '@tarojs/taro';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { RichNodes } from '../../components/rich-nodes';
import { List } from '../../components/row';
import { call } from '../../platform/api';
import { pages, replaceWith } from '../../platform/navigation';
import { useScanCounted } from '../../platform/use-scan-counted';
import { Answered } from '../answered';
import { ArticleRowView } from '../article-row';
import { askById } from '../by-id';
import { copy as lawCopy } from '../copy';
import { LegalBasis } from '../legal-basis';
import { Links } from '../links';
import { BookCard } from './book-card';
import { copy } from './copy';
import { Head } from './head';
import { KeepCard } from './keep-card';
import { QuizzesOf } from './quizzes-of';
import { Steps } from './steps';
import { useMine } from './use-mine';
import { useViewCounted } from './use-view-counted';
import { VerdictCard } from './verdict-card';
import './index.scss';

/** An article, by its id or by the scene of a printed code. */
function Article() {
  const { id: named = '', scene = '' } = useRouter().params;
  const id = named || idInScene(scene);
  useScanCounted(scene);

  return (
    <Answered
      as={`article.${id}`}
      ask={() => askById(id, () => call('getArticle', { params: { id } }))}
      cards={3}
      lost={{
        title: copy.lostTitle,
        text: copy.lostText,
        action: { label: copy.others, onPress: () => replaceWith(pages.articles()) },
      }}
    >
      {(article, isNew) => <Content article={article} isNew={isNew} />}
    </Answered>
  );
}

function Content({ article, isNew }: { article: ArticleDetail; isNew: boolean }) {
  useViewCounted(article.id, isNew);
  const mine = useMine(article.id);
  return (
    <>
      <Head article={article} />
      <RichNodes nodes={article.nodes} />
      <Steps steps={article.steps} />
      {article.legalBasis.length > 0 && (
        <Card>
          <Heading>{lawCopy.basis}</Heading>
          <LegalBasis basis={article.legalBasis} />
        </Card>
      )}
      <BookCard article={article} />
      <Links links={article.links} />
      <QuizzesOf articleId={article.id} />
      <VerdictCard id={article.id} {...mine} />
      <KeepCard article={article} {...mine} />
      {article.related.length > 0 && (
        <>
          <Heading>{copy.related}</Heading>
          <List label={copy.related}>
            {article.related.map((other) => (
              <ArticleRowView key={other.id} article={other} />
            ))}
          </List>
        </>
      )}
    </>
  );
}

function idInScene(text: string): string {
  const scene = parseScene(text);
  return scene?.kind === 'article' ? scene.id : '';
}

export default definePage({ title: copy.title }, Article);
