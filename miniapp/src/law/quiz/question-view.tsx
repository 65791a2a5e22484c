import type { AnswerOf, QuizDetail } from '@linli/shared/api/types.ts';
import { optionLetter, questionKindLabels } from '@linli/shared/quizzes.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { TagPicker } from '../../components/tag-picker';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy as lawCopy } from '../copy';
import { LegalBasis } from '../legal-basis';
import { copy } from './copy';

type Question = QuizDetail['questions'][number];
type Verdict = AnswerOf<'answerQuestion'>;

interface QuestionViewProps {
  quizId: string;
  question: Question;
  number: number;
  total: number;
  onAnswered: (progress: Verdict['progress']) => void;
  onNext: () => void;
}

/** A question with its options; once answered, why, and what that rests on. */
export function QuestionView({ quizId, question, number, total, onAnswered, onNext }: QuestionViewProps) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [missing, setMissing] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const { busy, error, start } = useAction(async () => {
    setMissing(chosen.length === 0);
    if (chosen.length === 0) return;
    const heard = await call('answerQuestion', {
      params: { id: quizId },
      body: { question: question.key, chosen: [...chosen] },
    });
    setVerdict(heard);
    onAnswered(heard.progress);
  });
  return (
    <>
      <Card>
        <View className="row-note">{copy.at(number, total, questionKindLabels[question.kind])}</View>
        <Heading>{question.text}</Heading>
        {verdict === null && <Options question={question} chosen={chosen} onChoose={setChosen} />}
        {verdict !== null && <Chosen question={question} verdict={verdict} />}
      </Card>
      {missing && <Notice tone="error" text={copy.missing} />}
      {error && <Notice tone="error" text={failureWords(error)} />}
      {verdict === null ? (
        <Button label={copy.answer} busyLabel={busy ? copy.answering : undefined} onPress={start} />
      ) : (
        <>
          <Why verdict={verdict} />
          <Button label={number < total ? copy.next : copy.finish} onPress={onNext} />
          <Button kind="secondary" label={copy.again} onPress={() => setVerdict(null)} />
        </>
      )}
    </>
  );
}

interface OptionsProps {
  question: Question;
  chosen: readonly number[];
  onChoose: (chosen: readonly number[]) => void;
}

function Options({ question: { kind, options }, chosen, onChoose }: OptionsProps) {
  const named = options.map((text, index) => ({ index, name: `${optionLetter(index)}. ${text}` }));
  if (kind === 'single') {
    return (
      <ChoiceList
        label={copy.chooseOne}
        options={named.map(({ index, name }) => ({ value: String(index), label: name }))}
        value={chosen.length > 0 ? String(chosen[0]) : null}
        onChange={(value) => onChoose([Number(value)])}
      />
    );
  }
  const toggle = (code: string) => {
    const index = Number(code);
    onChoose(chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index].sort());
  };
  return (
    <>
      <View className="row-note">{copy.chooseSome}</View>
      <TagPicker
        label={copy.chooseSome}
        tags={named.map(({ index, name }) => ({ code: String(index), label: name }))}
        value={chosen.map(String)}
        onToggle={toggle}
      />
    </>
  );
}

/** The right options in words, and whether they were chosen. */
function Chosen({
  question: { options },
  verdict: { right, answer },
}: {
  question: Question;
  verdict: Verdict;
}) {
  return (
    <>
      <Notice
        tone={right ? 'done' : 'info'}
        text={right ? copy.right : copy.wrong(answer.map(optionLetter).join('、'))}
      />
      {answer.map((index) => (
        <View key={index}>{`${optionLetter(index)}. ${options[index] ?? ''}`}</View>
      ))}
    </>
  );
}

function Why({ verdict: { explanation, legalBasis } }: { verdict: Verdict }) {
  return (
    <Card>
      <Heading>{copy.why}</Heading>
      <View>{explanation}</View>
      {legalBasis.length > 0 && (
        <>
          <Heading>{lawCopy.basis}</Heading>
          <LegalBasis basis={legalBasis} />
        </>
      )}
    </Card>
  );
}
