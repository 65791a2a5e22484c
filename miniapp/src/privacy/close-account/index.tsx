import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { TagPicker } from '../../components/tag-picker';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { forgetResident } from '../../platform/forget';
import { goBack, pages, startOverAt } from '../../platform/navigation';
import { leaving, useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { KeptByLaw } from '../kept-by-law';
import { myDataKept } from '../seen';
import { copy } from './copy';

/** Says what goes and what stays when the account is closed, and closes it on a deliberate confirmation. */
function CloseAccount() {
  const { answer, reload } = useAnswer('mine', () => call('getMyData', {}), myDataKept);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const data = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <Card>
        <Heading>{copy.goes}</Heading>
        {copy.gone.map((words) => (
          <View key={words}>{words}</View>
        ))}
        {data.ratings + data.feedback > 0 && <View>{copy.counts(data.ratings, data.feedback)}</View>}
      </Card>
      <KeptByLaw title={copy.stays} kept={data.keptByLaw} />
      <Confirmation data={data} />
    </Stack>
  );
}

function Confirmation({ data }: { data: AnswerOf<'getMyData'> }) {
  const [eraseComments, setEraseComments] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const [checked, setChecked] = useState(false);
  const closing = useAction(async () => {
    const { waiting } = await call('closeAccount', { body: { eraseComments } });
    forgetResident();
    startOverAt(pages.accountClosed(waiting));
    return leaving;
  });

  const close = () => {
    setChecked(true);
    if (understood) void closing.start();
  };
  return (
    <Card>
      <View className="row-title">{copy.back}</View>
      {data.ratings + data.feedback > 0 && (
        <Tick
          group={copy.eraseWordsLabel}
          label={copy.eraseWords}
          checked={eraseComments}
          onChange={setEraseComments}
        />
      )}
      <Tick
        group={copy.understoodLabel}
        label={copy.understood}
        checked={understood}
        onChange={setUnderstood}
      />
      {checked && !understood && <Notice tone="error" text={copy.understoodMissing} />}
      {closing.error && <Notice tone="error" text={failureWords(closing.error)} />}
      <Button label={copy.close} busyLabel={closing.busy ? copy.closing : undefined} onPress={close} />
      <Button kind="secondary" label={copy.keep} onPress={goBack} />
    </Card>
  );
}

interface TickProps {
  group: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Tick({ group, label, checked, onChange }: TickProps) {
  return (
    <TagPicker
      label={group}
      tags={[{ code: 'yes', label }]}
      value={checked ? ['yes'] : []}
      onToggle={() => onChange(!checked)}
    />
  );
}

export default definePage({ title: copy.title }, CloseAccount);
