import { useRouter } from '@tarojs/taro';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { ArticleBody } from '../article-body';
import { copy } from './copy';

/** One text that an article has had. */
function VersionPage() {
  const { id = '', number = '1' } = useRouter().params;
  const person = useStaff();
  const { answer, reload } = useAnswer(`${id} ${number}`, () =>
    call('getArticleVersion', { params: { id, number: Number(number) } }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const version = answer.value;
  return (
    <Stack>
      <Card tone="brand">
        <Heading>{copy.version(version.number)}</Heading>
        <Fact label={copy.by}>{version.by ?? copy.fromFile}</Fact>
        <Fact label={copy.at}>{timeInWords(version.at)}</Fact>
      </Card>
      <ArticleBody content={version.content} rendered={version} />
    </Stack>
  );
}

export default definePage({ title: copy.title }, VersionPage);
