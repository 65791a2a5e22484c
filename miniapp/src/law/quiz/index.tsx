import type { AnswerOf, QuizDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages, replaceWith } from '../../platform/navigation';
import { Answered } from '../answered';
import { askById } from '../by-id';
import { copy } from './copy';
import { QuestionView } from './question-view';

type Progress = AnswerOf<'answerQuestion'>['progress'];

/** A quiz, one question after the other. */
function Quiz() {
  const { id = '' } = useRouter().params;
  return (
    <Answered
      as={`quiz.${id}`}
      ask={() => askById(id, () => call('getQuiz', { params: { id } }))}
      cards={2}
      lost={{
        title: copy.lostTitle,
        text: copy.lostText,
        action: { label: copy.quizzes, onPress: () => replaceWith(pages.quizzes()) },
      }}
    >
      {(quiz) => <Questions quiz={quiz} />}
    </Answered>
  );
}

function Questions({ quiz }: { quiz: QuizDetail }) {
  const [at, setAt] = useState(0);
  const [progress, setProgress] = useState<Progress | null>(null);
  const question = quiz.questions[at];
  const show = (next: number) => {
    setAt(next);
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  if (!question) return <Done quiz={quiz} progress={progress} onAgain={() => show(0)} />;
  return (
    <>
      <View>
        <Heading level={1}>{quiz.title}</Heading>
        <View className="row-note">{quiz.summary}</View>
      </View>
      <QuestionView
        key={question.key}
        quizId={quiz.id}
        question={question}
        number={at + 1}
        total={quiz.questions.length}
        onAnswered={setProgress}
        onNext={() => show(at + 1)}
      />
    </>
  );
}

interface DoneProps {
  quiz: QuizDetail;
  /** As the server counts it; null where nothing was answered. */
  progress: Progress | null;
  onAgain: () => void;
}

/** How far one has come; nothing of anybody else. */
function Done({ quiz: { articleId }, progress, onAgain }: DoneProps) {
  const article =
    articleId === null ? [] : [{ label: copy.article, onPress: () => open(pages.article(articleId)) }];
  return (
    <StateView
      kind="thanks"
      title={copy.doneTitle}
      {...(progress && { text: copy.done(progress.right, progress.total) })}
      actions={[
        ...article,
        { label: copy.quizzes, onPress: () => replaceWith(pages.quizzes()) },
        { label: copy.restart, onPress: onAgain },
      ]}
    />
  );
}

export default definePage({ title: copy.title }, Quiz);
