import { articleBodyMaxLength } from '@linli/shared/articles.ts';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { RichNodes } from '../../../components/rich-nodes';
import { Skeleton } from '../../../components/skeleton';
import { call } from '../../../platform/api';
import { failureWords } from '../../../platform/call-error';
import type { ChosenFile } from '../../../platform/chosen-file';
import { chooseFile } from '../../../platform/chosen-file';
import { useAnswer } from '../../../platform/use-answer';
import { copy } from '../copy';
import type { StepProps } from '../form';
import { PictureSheet } from '../picture-sheet';

/** The text itself, with its pictures, and how it will look. */
export function BodyStep({ draft, faults, onChange }: StepProps) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const { markdown } = draft;
  return (
    <>
      <Field
        kind="page"
        label={copy.markdown}
        hint={copy.markdownHint}
        value={markdown}
        maxLength={articleBodyMaxLength}
        counted
        error={faults.markdown}
        onChange={(text) => onChange({ markdown: text })}
      />
      <Button
        kind="secondary"
        label={copy.picture}
        onPress={async () => setFile(await chooseFile('photo'))}
      />
      {markdown.trim() !== '' && (
        <Button
          kind="secondary"
          label={previewed === markdown ? copy.hidePreview : copy.showPreview}
          onPress={() => setPreviewed(previewed === markdown ? null : markdown)}
        />
      )}
      {previewed !== null && <Preview markdown={previewed} />}
      {file && (
        <PictureSheet
          file={file}
          onAdded={(id, words) => {
            onChange({ markdown: `${markdown.replace(/\s+$/, '')}\n\n![${words}](image:${id})\n` });
            setFile(null);
          }}
          onClose={() => setFile(null)}
        />
      )}
    </>
  );
}

/** What the server makes of it: the very nodes that residents will see. */
function Preview({ markdown }: { markdown: string }) {
  const { answer, reload } = useAnswer(markdown, () => call('previewArticle', { body: { markdown } }));
  if (answer.state === 'loading') return <Skeleton cards={1} />;
  if (answer.state === 'failed') {
    const again = { label: copy.again, onPress: reload };
    return <Notice tone="error" text={failureWords(answer.error)} action={again} />;
  }
  return (
    <>
      <Notice tone="info" text={copy.preview} />
      <RichNodes nodes={answer.value.nodes} />
    </>
  );
}
