import type { BodyOf } from '@linli/shared/api/types.ts';
import {
  type ArticleAction,
  articleActionLabels,
  articleNoteMaxLength,
} from '@linli/shared/article-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { momentOf, nowInFields } from '../../platform/moment';
import { useAction } from '../../platform/use-action';
import { MomentFields } from '../../staff/moment-fields';
import { currentOf } from '../current';
import type { EditorialArticle } from '.';
import { copy } from './copy';

interface ActSheetProps {
  article: EditorialArticle;
  action: ArticleAction;
  onChanged: (article: EditorialArticle) => void;
  onClose: () => void;
}

type Acting = Omit<BodyOf<'actOnArticle'>, 'version' | 'action'>;

/**
 * Asks what an action needs: a reason, a time, or only once more. When somebody else was quicker, what was typed stays and
 * the page behind shows how the article stands now.
 */
export function ActSheet({ article, action, onChanged, onClose }: ActSheetProps) {
  const { busy, error, start } = useAction(
    async (more: Acting) => {
      const { id, version } = article;
      const after = await call('actOnArticle', { params: { id }, body: { version, action, ...more } });
      announce(copy.done(articleActionLabels[action]));
      onChanged(after);
      onClose();
    },
    (refusal) => {
      const current = currentOf(refusal);
      if (current) onChanged(current);
    },
  );
  const problem = error && (error.code === 'article-changed' ? copy.changed : failureWords(error));
  const label = articleActionLabels[action];
  const form = { label: copy.confirm(label), busyLabel: busy ? copy.busy : undefined, onSend: start };
  return (
    <Sheet title={label} onClose={onClose}>
      {problem && <Notice tone="error" text={problem} />}
      {action === 'approve' && <Approval {...form} />}
      {(action === 'return' || action === 'archive') && <Reason {...form} hint={copy.noteHints[action]} />}
      {(action === 'submit' || action === 'withdraw' || action === 'restore') && (
        <>
          <View>{copy.asks[action]}</View>
          <Button label={form.label} busyLabel={form.busyLabel} onPress={() => void start({})} />
        </>
      )}
    </Sheet>
  );
}

interface FormProps {
  label: string;
  busyLabel: string | undefined;
  onSend: (more: Acting) => Promise<boolean>;
}

function Reason({ label, busyLabel, onSend, hint }: FormProps & { hint: string }) {
  const [note, setNote] = useState('');
  const [checked, setChecked] = useState(false);
  const words = note.trim();
  const send = () => {
    setChecked(true);
    if (words !== '') void onSend({ note: words });
  };
  return (
    <>
      <Field
        kind="area"
        label={copy.note}
        hint={hint}
        value={note}
        maxLength={articleNoteMaxLength}
        counted
        error={checked && words === '' ? copy.noteMissing : undefined}
        onChange={setNote}
      />
      <Button label={label} busyLabel={busyLabel} onPress={send} />
    </>
  );
}

const times = [
  { value: 'now', label: copy.now },
  { value: 'later', label: copy.atTime },
] as const;

const dayMs = 24 * 60 * 60 * 1000;

/** When most publish what is not for today. */
const tomorrowMorning = () => ({ ...nowInFields(Date.now() + dayMs), time: '08:00' });

function Approval({ label, busyLabel, onSend }: FormProps) {
  const [time, setTime] = useState<'now' | 'later'>('now');
  const [when, setWhen] = useState(tomorrowMorning);
  const [checked, setChecked] = useState(false);
  const publishAt = momentOf(when.day, when.time);
  const send = () => {
    setChecked(true);
    if (time === 'now') void onSend({});
    else if (publishAt !== null) void onSend({ publishAt });
  };
  return (
    <>
      <View>{copy.approveNote}</View>
      <ChoiceList label={copy.when} options={times} value={time} onChange={setTime} />
      {time === 'later' && (
        <MomentFields
          {...when}
          error={checked && publishAt === null ? copy.momentWrong : undefined}
          onChange={setWhen}
        />
      )}
      <Button label={label} busyLabel={busyLabel} onPress={send} />
    </>
  );
}
