import { ticketTextMaxLength } from '@linli/shared/limits.ts';
import { type Measure, measureLabels, measures, measureTextMaxLength } from '@linli/shared/measures.ts';
import { type Finding, findingLabels, needsReview } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { TagPicker } from '../../components/tag-picker';
import { ActionForm, type ActionSheetProps } from './action-form';
import { copy, textOf } from './copy';

const measureTags = measures.map((code) => ({ code, label: measureLabels[code] }));

/** Asks what was found, how that is known, and what was done about it. */
export function ConcludeSheet({ act, ...props }: ActionSheetProps) {
  const [finding, setFinding] = useState<Finding | null>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly Measure[]>([]);
  const [measureText, setMeasureText] = useState('');
  const [checked, setChecked] = useState(false);
  const { ticket } = props;

  const words = text.trim();
  const measureWords = measureText.trim();
  const undescribed = chosen.includes('other') && measureWords === '';
  const send = async () => {
    setChecked(true);
    if (finding === null || words === '' || undescribed) return;
    const done = await act({
      action: 'conclude',
      version: ticket.version,
      finding,
      text: words,
      measures: measures.filter((measure) => chosen.includes(measure)),
      ...(measureWords !== '' && { measureText: measureWords }),
    });
    if (done) props.onClose();
  };
  const toggle = (code: string) =>
    setChosen((before) => measures.filter((measure) => (measure === code) !== before.includes(measure)));

  return (
    <ActionForm {...props} action="conclude" onSend={send}>
      <ChoiceList
        label={copy.finding}
        options={ticket.findings.map((value) => ({ value, label: findingLabels[value] }))}
        value={finding}
        error={checked && finding === null ? copy.findingMissing : undefined}
        onChange={setFinding}
      />
      {finding && needsReview(finding) && <Notice tone="info" text={copy.reviewNeeded} />}
      <Field
        kind="area"
        {...textOf.conclude}
        value={text}
        maxLength={ticketTextMaxLength}
        counted
        error={checked && words === '' ? copy.textMissing : undefined}
        onChange={setText}
      />
      <View className="ticket-group">
        <View className="ticket-group-label" aria-hidden>
          {copy.measures}
        </View>
        <TagPicker label={copy.measures} tags={measureTags} value={chosen} onToggle={toggle} />
      </View>
      {chosen.length > 0 && (
        <Field
          kind="area"
          label={copy.measureText}
          value={measureText}
          maxLength={measureTextMaxLength}
          error={checked && undescribed ? copy.measureTextMissing : undefined}
          onChange={setMeasureText}
        />
      )}
    </ActionForm>
  );
}
