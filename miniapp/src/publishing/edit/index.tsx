import type { AnswerOf } from '@linli/shared/api/types.ts';
import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { goBack, pages, replaceWith } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { type StaffPerson, useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';
import { draftFrom, useArticleDraft } from './draft';
import { ArticleForm } from './form';

type EditorialArticle = AnswerOf<'getEditorialArticle'>;
export type Options = AnswerOf<'listEditorialOptions'>;

/** Writes a new article, or a new text of one. */
function EditPage() {
  const { id = '' } = useRouter().params;
  const person = useStaff();
  const { answer, reload } = useAnswer(`edit ${id}`, async () => {
    const [article, options] = await Promise.all([
      id === '' ? null : call('getEditorialArticle', { params: { id } }),
      call('listEditorialOptions', {}),
    ]);
    return { article, options };
  });
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { article, options } = answer.value;
  if (article && !article.editable)
    return <StateView kind="empty" title={copy.notEditable} text={copy.notEditableText} />;
  return <Writing person={person} article={article} options={options} />;
}

interface WritingProps {
  person: StaffPerson;
  article: EditorialArticle | null;
  options: Options;
}

function Writing({ person, article, options }: WritingProps) {
  const own = options.departments.find(({ name }) => name === person.department.name);
  const writing = useArticleDraft(person.id, article?.id ?? '', draftFrom(article, own?.code ?? null));
  const saved = (after: EditorialArticle) => {
    writing.drop();
    announce(copy.saved);
    if (article) goBack();
    else replaceWith(pages.editorialArticle(after.id));
  };
  return <ArticleForm article={article} options={options} writing={writing} onSaved={saved} />;
}

export default definePage({ title: copy.title }, EditPage);
