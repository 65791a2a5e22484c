import { type ContactWay, contactWayLabels, contactWays } from '@linli/shared/contact-log.ts';
import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { useState } from 'react';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { momentOf, nowInFields } from '../../platform/moment';
import { MomentFields } from '../moment-fields';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, textOf } from './copy';

const wayOptions = contactWays.map((value) => ({ value, label: contactWayLabels[value] }));
const reachedOptions = [
  { value: 'yes', label: copy.reached },
  { value: 'no', label: copy.notReached },
] as const;

/** One entry of the contact log: when, how, whether the resident was reached, what was said. */
export function ContactSheet({ act, ...props }: ActionSheetProps) {
  const [how, setHow] = useState<ContactWay | null>(null);
  const [reached, setReached] = useState<'yes' | 'no' | null>(null);
  const [when, setWhen] = useState(nowInFields);
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);

  const words = text.trim();
  const contactedAt = momentOf(when.day, when.time);
  const send = async () => {
    setChecked(true);
    if (how === null || reached === null || contactedAt === null || words === '') return;
    const { version } = props.ticket;
    const entry = { how, reached: reached === 'yes', contactedAt, text: words };
    if (await act({ action: 'contact', version, ...entry })) props.onClose();
  };

  return (
    <ActionForm {...props} action="contact" onSend={send}>
      <ChoiceList
        label={copy.contactHow}
        options={wayOptions}
        value={how}
        error={checked && how === null ? copy.contactHowMissing : undefined}
        onChange={setHow}
      />
      <ChoiceList
        label={copy.contactReached}
        options={reachedOptions}
        value={reached}
        error={checked && reached === null ? copy.contactReachedMissing : undefined}
        onChange={setReached}
      />
      <MomentFields
        {...when}
        error={checked && contactedAt === null ? copy.momentWrong : undefined}
        onChange={setWhen}
      />
      <Field
        kind="area"
        {...textOf.contact}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && words === '' ? copy.textMissing : undefined}
        onChange={setText}
      />
    </ActionForm>
  );
}
