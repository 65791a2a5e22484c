import type { AnswerOf } from '@linli/shared/api/types.ts';
import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { ArticleView } from './article-view';
import { copy } from './copy';

export type EditorialArticle = AnswerOf<'getEditorialArticle'>;

/** One article for who writes and who reviews: the newest text as residents will see it, and what can be done now. */
function ArticlePage() {
  const { id = '' } = useRouter().params;
  const person = useStaff();
  const { answer, reload, replace } = useAnswer(id, () => call('getEditorialArticle', { params: { id } }));
  useSignInAgain(answer.state === 'failed' ? answer.error : null);
  // Whoever comes back from editing has changed it.
  useShownAgain(reload);

  if (person === null || answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <ArticleView article={answer.value} person={person} onChanged={replace} />;
}

export default definePage({ title: copy.title }, ArticlePage);
