import {
  articleCategories,
  articleCategoryLabels,
  articleSummaryMaxLength,
  articleTitleMaxLength,
  audienceLabels,
  audiences,
} from '@linli/shared/articles.ts';
import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { ChoiceList } from '../../../components/choice-list';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { TagPicker } from '../../../components/tag-picker';
import { PickField } from '../../../staff/pick-field';
import { copy } from '../copy';
import type { StepProps } from '../form';

const categories = articleCategories.map((value) => ({ value, label: articleCategoryLabels[value] }));
const matterOptions = matters.map((value) => ({ value, label: matterLabels[value] }));
const readers = audiences.map((code) => ({ code, label: audienceLabels[code] }));

/** What it is called, what kind of reading it is, and for whom. */
export function HeadStep({ draft, latest, faults, onChange }: StepProps) {
  const toggle = (code: string) =>
    onChange({
      // In the order of the list, whatever the order of the touches.
      audiences: audiences.filter((one) => latest().audiences.includes(one) !== (one === code)),
    });
  return (
    <>
      <Field
        label={copy.titleField}
        hint={copy.titleHint}
        value={draft.title}
        maxLength={articleTitleMaxLength}
        error={faults.title}
        onChange={(title) => onChange({ title })}
      />
      <Field
        kind="area"
        label={copy.summary}
        hint={copy.summaryHint}
        value={draft.summary}
        maxLength={articleSummaryMaxLength}
        counted
        error={faults.summary}
        onChange={(summary) => onChange({ summary })}
      />
      <ChoiceList
        label={copy.category}
        options={categories}
        value={draft.category}
        error={faults.category}
        onChange={(category) => onChange({ category })}
      />
      <PickField
        label={copy.matter}
        options={matterOptions}
        value={draft.matter}
        error={faults.matter}
        onChange={(matter) => onChange({ matter })}
      />
      <View className="field-label" aria-hidden>
        {copy.audiences}
      </View>
      <TagPicker label={copy.audiences} tags={readers} value={draft.audiences} onToggle={toggle} />
      {faults.audiences && <Notice tone="error" text={faults.audiences} />}
    </>
  );
}
