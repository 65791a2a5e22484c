import type { AnswerOf, QuizRow } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { isSignedIn } from '../../platform/session';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { LeafTurner, useLeaves } from '../leaves';
import { copy } from './copy';
import { EraseSheet } from './erase-sheet';

type Progress = AnswerOf<'listMyQuizzes'>['items'][number];

/** Quizzes that an old phone draws at once. */
const quizzesAtOnce = 20;

/** All quizzes, with how far the resident has come: for them alone. */
function Quizzes() {
  const [erasing, setErasing] = useState(false);
  const [erased, setErased] = useState(false);
  const ask = async () => {
    const [{ items: quizzes }, { items: mine }] = await Promise.all([
      call('listQuizzes', { query: {} }),
      // Nobody is signed in for it: who has given nothing here has answered nothing.
      isSignedIn('resident') ? call('listMyQuizzes', {}) : { items: [] },
    ]);
    return { quizzes, mine };
  };
  const { answer, reload } = useAnswer('quizzes', ask, { shelf: seen.resident, as: 'quizzes' });
  useShownAgain(reload);
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { quizzes, mine } = answer.value;
  const close = (done: boolean) => {
    setErasing(false);
    setErased(done);
    if (done) reload();
  };
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <View className="row-note">{copy.note}</View>
      {erased && <Notice tone="done" text={copy.erased} />}
      {quizzes.length === 0 ? (
        <StateView
          kind="empty"
          title={copy.emptyTitle}
          text={copy.emptyText}
          actions={[{ label: copy.articles, onPress: () => open(pages.articles()) }]}
        />
      ) : (
        <QuizList quizzes={quizzes} mine={mine} />
      )}
      {mine.length > 0 && <Button kind="secondary" label={copy.erase} onPress={() => setErasing(true)} />}
      {erasing && <EraseSheet onErased={() => close(true)} onClose={() => close(false)} />}
    </Stack>
  );
}

function QuizList({ quizzes, mine }: { quizzes: readonly QuizRow[]; mine: readonly Progress[] }) {
  const leaves = useLeaves(quizzes, quizzesAtOnce);
  return (
    <>
      <List label={copy.list}>
        {leaves.shown.map((quiz) => (
          <QuizRowView key={quiz.id} quiz={quiz} mine={mine.find(({ id }) => id === quiz.id)} />
        ))}
      </List>
      <LeafTurner {...leaves} />
    </>
  );
}

function QuizRowView({
  quiz: { id, title, summary, questions },
  mine,
}: {
  quiz: QuizRow;
  mine: Progress | undefined;
}) {
  const note = mine ? copy.progress(mine.answered, mine.total, mine.right) : copy.questions(questions);
  return (
    <Row label={[title, summary, note].join('，')} onPress={() => open(pages.quiz(id))}>
      <View className="row-title">{title}</View>
      <View>{summary}</View>
      <View className="row-note">{note}</View>
    </Row>
  );
}

export default definePage({ title: copy.title }, Quizzes);
