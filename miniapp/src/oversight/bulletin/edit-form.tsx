import { bulletinTextMaxLength, bulletinTitleMaxLength } from '@linli/shared/bulletins.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { call } from '../../platform/api';
import { type CallError, failureWords } from '../../platform/call-error';
import { isRecord } from '../../platform/storage';
import { useAction } from '../../platform/use-action';
import type { Bulletin } from '.';
import { copy } from './copy';

interface EditFormProps {
  bulletin: Bulletin;
  onChanged: (bulletin: Bulletin) => void;
  /** Somebody else was quicker: this is how it stands now. What was typed stays. */
  onNewer: (bulletin: Bulletin) => void;
}

/** Changes the words of a draft. */
export function EditForm({ bulletin, onChanged, onNewer }: EditFormProps) {
  const [title, setTitle] = useState(bulletin.title);
  const [text, setText] = useState(bulletin.text);
  const { busy, error, start } = useAction(
    async () => {
      const { id, version } = bulletin;
      onChanged(await call('editBulletin', { params: { id }, body: { version, title, text } }));
    },
    (refusal) => {
      const current = currentOf(refusal);
      if (current) onNewer(current);
    },
  );
  const empty = title.trim() === '' || text.trim() === '';
  const newer = error?.code === 'bulletin-changed';
  const problem = error && (newer ? copy.changed : failureWords(error));
  return (
    <Stack>
      {problem && <Notice tone="error" text={problem} />}
      {newer && (
        <Card tone="brand">
          <View className="bulletin-text">{copy.latest(bulletin.text)}</View>
        </Card>
      )}
      <Field label={copy.titleField} value={title} maxLength={bulletinTitleMaxLength} onChange={setTitle} />
      <Field
        kind="area"
        label={copy.text}
        hint={copy.textHint}
        value={text}
        maxLength={bulletinTextMaxLength}
        counted
        error={empty ? copy.empty : undefined}
        onChange={setText}
      />
      <Button
        label={copy.save}
        busyLabel={busy ? copy.saving : undefined}
        onPress={() => {
          if (!empty) void start();
        }}
      />
    </Stack>
  );
}

function currentOf({ code, details }: CallError): Bulletin | null {
  if (code !== 'bulletin-changed' || !isRecord(details)) return null;
  const { current } = details;
  return isBulletin(current) ? current : null;
}

function isBulletin(value: unknown): value is Bulletin {
  return isRecord(value) && typeof value.text === 'string' && typeof value.version === 'number';
}
