import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ComponentType, useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import type { Options } from '.';
import { type Faults, faultsOf } from './check';
import { copy } from './copy';
import type { ArticleDraft, useArticleDraft } from './draft';
import { FinishStep } from './finish-step';
import { BasisStep } from './steps/basis-step';
import { BodyStep } from './steps/body-step';
import { HeadStep } from './steps/head-step';
import { PlaceStep } from './steps/place-step';

type EditorialArticle = AnswerOf<'getEditorialArticle'>;

/** What each step of the form is given. */
export interface StepProps {
  draft: ArticleDraft;
  /** The draft with all changes so far, drawn or not. */
  latest: () => ArticleDraft;
  /** What has to be put right, once somebody has tried to go on. */
  faults: Faults;
  options: Options;
  /** Residents read an earlier text of it. */
  live: boolean;
  /** What others call it; null for a new one. */
  slug: string | null;
  onChange: (changes: Partial<ArticleDraft>) => void;
}

/** One question after the other; at the end it is looked at as residents will see it, and saved. */
const steps: readonly {
  heading: string;
  fields: readonly (keyof ArticleDraft)[];
  Step: ComponentType<StepProps>;
}[] = [
  {
    heading: copy.headQuestion,
    fields: ['title', 'summary', 'category', 'matter', 'audiences'],
    Step: HeadStep,
  },
  { heading: copy.bodyQuestion, fields: ['markdown'], Step: BodyStep },
  { heading: copy.basisQuestion, fields: ['steps', 'legalBasis'], Step: BasisStep },
  { heading: copy.placeQuestion, fields: ['department'], Step: PlaceStep },
];

interface ArticleFormProps {
  article: EditorialArticle | null;
  options: Options;
  writing: ReturnType<typeof useArticleDraft>;
  onSaved: (after: EditorialArticle) => void;
}

export function ArticleForm({ article, options, writing, onSaved }: ArticleFormProps) {
  const [at, setAt] = useState(0);
  const [checked, setChecked] = useState(false);
  const { draft, resumed, change, startOver } = writing;
  const faults = faultsOf(draft);
  const step = steps[at];
  const go = (next: number) => {
    setChecked(false);
    setAt(next);
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  };
  const forward = () => {
    setChecked(true);
    // On a slow phone the last touch may not be drawn yet.
    const now = faultsOf(writing.latest());
    if (!step?.fields.some((field) => now[field])) go(at + 1);
  };
  return (
    <Stack>
      {resumed && (
        <Notice tone="info" text={copy.resumed} action={{ label: copy.startOver, onPress: startOver }} />
      )}
      <View className="row-note">{copy.step(at + 1, steps.length + 1)}</View>
      {step ? (
        <>
          <Card>
            <Heading>{step.heading}</Heading>
            <step.Step
              draft={draft}
              latest={writing.latest}
              faults={checked ? faults : {}}
              options={options}
              live={article?.live ?? false}
              slug={article?.slug ?? null}
              onChange={change}
            />
          </Card>
          <Button label={copy.next} onPress={forward} />
          {article && at < steps.length - 1 && (
            <Button kind="secondary" label={copy.toEnd} onPress={() => go(steps.length)} />
          )}
        </>
      ) : (
        <FinishStep
          article={article}
          options={options}
          draft={draft}
          latest={writing.latest}
          onChange={change}
          onSaved={onSaved}
        />
      )}
      {at > 0 && <Button kind="secondary" label={copy.back} onPress={() => go(at - 1)} />}
    </Stack>
  );
}
