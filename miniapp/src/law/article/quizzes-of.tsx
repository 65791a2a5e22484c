import type { QuizRow } from '@linli/shared/api/types.ts';
import { useEffect, useState } from 'react';
import { Door, List } from '../../components/row';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { copy } from './copy';

/** The quizzes about an article, where there are any. They are an extra: if they do not come, nothing is missed. */
export function QuizzesOf({ articleId }: { articleId: string }) {
  const [quizzes, setQuizzes] = useState<readonly QuizRow[]>([]);
  useEffect(() => {
    let stays = true;
    call('listQuizzes', { query: { article: articleId } }).then(
      ({ items }) => stays && setQuizzes(items),
      () => {},
    );
    return () => {
      stays = false;
    };
  }, [articleId]);
  if (quizzes.length === 0) return null;
  return (
    <List label={copy.quizzes}>
      {quizzes.map(({ id, title }) => (
        <Door key={id} title={copy.quizzes} note={title} onPress={() => open(pages.quiz(id))} />
      ))}
    </List>
  );
}
