import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { leaving, useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { ArticleBody, type Content } from '../article-body';
import { currentOf } from '../current';
import type { Options } from '.';
import { contentOf, faultsOf } from './check';
import { copy } from './copy';
import type { ArticleDraft } from './draft';

type EditorialArticle = AnswerOf<'getEditorialArticle'>;

interface FinishStepProps {
  article: EditorialArticle | null;
  options: Options;
  draft: ArticleDraft;
  /** The draft with all changes so far, drawn or not. */
  latest: () => ArticleDraft;
  onChange: (changes: Partial<ArticleDraft>) => void;
  onSaved: (after: EditorialArticle) => void;
}

/** The article as residents will see it, and the button that saves it; or what is still missing. */
export function FinishStep(props: FinishStepProps) {
  const content = contentOf(props.draft);
  if (content) return <Finished {...props} content={content} />;
  return (
    <Card>
      <Heading>{copy.previewQuestion}</Heading>
      <Notice tone="error" text={[copy.incomplete, ...Object.values(faultsOf(props.draft))].join('\n')} />
    </Card>
  );
}

function Finished({
  article,
  options,
  content,
  latest,
  onChange,
  onSaved,
}: FinishStepProps & { content: Content }) {
  const [newer, setNewer] = useState<EditorialArticle | null>(null);
  const { busy, error, start } = useAction(
    async () => {
      onSaved(await save(article?.id ?? null, latest()));
      return leaving;
    },
    (refusal) => {
      const current = currentOf(refusal);
      if (!current) return;
      setNewer(current);
      // Saved again, it takes the place of what has just been shown.
      onChange({ version: current.version });
    },
  );
  const problem = error && (error.code === 'article-changed' ? copy.changed : failureWords(error));
  return (
    <>
      <Heading>{copy.previewQuestion}</Heading>
      <Preview content={content} options={options} />
      {problem && <Notice tone="error" text={problem} />}
      {newer && (
        <Card tone="brand">
          <Fact label={copy.latestTitle}>{newer.content.title}</Fact>
          <Fact label={copy.latestBody}>{newer.content.markdown}</Fact>
        </Card>
      )}
      <Button label={copy.save} busyLabel={busy ? copy.saving : undefined} onPress={() => void start()} />
      <View className="row-note">{copy.saveNote}</View>
    </>
  );
}

function Preview({ content, options }: { content: Content; options: Options }) {
  const { markdown } = content;
  const { answer, reload } = useAnswer(markdown, () => call('previewArticle', { body: { markdown } }));
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return (
    <ArticleBody
      content={content}
      rendered={answer.value}
      department={options.departments.find(({ code }) => code === content.department)?.name}
      campaign={options.campaigns.find(({ code }) => code === content.campaign)?.title}
    />
  );
}

/** @throws CallError `article-changed` when somebody else was quicker */
async function save(id: string | null, draft: ArticleDraft): Promise<EditorialArticle> {
  const content = contentOf(draft);
  if (!content) throw new Error('only what is complete is saved');
  if (id === null) {
    return call('createArticle', { body: { content, idempotencyKey: draft.idempotencyKey } });
  }
  const correction = draft.correction.trim();
  return call('editArticle', {
    params: { id },
    body: { version: draft.version, content, ...(correction !== '' && { correction }) },
  });
}
