import { articleNoteMaxLength } from '@linli/shared/article-life-cycle.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Field } from '../../../components/field';
import { Notice } from '../../../components/notice';
import { failureWords } from '../../../platform/call-error';
import { chooseFile } from '../../../platform/chosen-file';
import { PickField } from '../../../staff/pick-field';
import { Picture } from '../../article-body';
import { copy } from '../copy';
import type { StepProps } from '../form';
import { RelatedSheet } from '../related-sheet';
import { usePicture } from '../use-picture';

const none = 'none';

/** Who answers for it, where it belongs, and what stands around it. */
export function PlaceStep({ draft, faults, options, live, slug, onChange }: StepProps) {
  const [relating, setRelating] = useState(false);
  const departments = options.departments.map(({ code, name }) => ({ value: code, label: name }));
  const campaigns = [
    { value: none, label: copy.noCampaign },
    ...options.campaigns.map(({ code, title }) => ({ value: code, label: title })),
  ];
  return (
    <>
      <PickField
        label={copy.department}
        options={departments}
        value={draft.department}
        error={faults.department}
        onChange={(department) => onChange({ department })}
      />
      <PickField
        label={copy.campaign}
        options={campaigns}
        value={draft.campaign ?? none}
        onChange={(code) => onChange({ campaign: code === none ? null : code })}
      />
      <Cover id={draft.coverImageId} onChange={(coverImageId) => onChange({ coverImageId })} />
      <View className="field-label">{copy.related}</View>
      <View className="row-note">
        {draft.related.length === 0 ? copy.noRelated : copy.relatedCount(draft.related.length)}
      </View>
      <Button kind="secondary" label={copy.chooseRelated} onPress={() => setRelating(true)} />
      {relating && (
        <RelatedSheet
          chosen={draft.related}
          own={slug}
          onChange={(related) => onChange({ related })}
          onClose={() => setRelating(false)}
        />
      )}
      {live && (
        <Field
          kind="area"
          label={copy.correction}
          hint={copy.correctionHint}
          value={draft.correction}
          maxLength={articleNoteMaxLength}
          counted
          onChange={(correction) => onChange({ correction })}
        />
      )}
    </>
  );
}

function Cover({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const { busy, error, percent, send } = usePicture(onChange);
  const choose = async () => {
    const file = await chooseFile('photo');
    if (file) await send(file);
  };
  return (
    <>
      <View className="field-label">{copy.cover}</View>
      {id !== null && <Picture id={id} label={copy.cover} />}
      {error && <Notice tone="error" text={failureWords(error)} />}
      <Button
        kind="secondary"
        label={id === null ? copy.addCover : copy.changeCover}
        busyLabel={busy ? copy.sendingPicture(percent) : undefined}
        onPress={() => void choose()}
      />
      {id !== null && <Button kind="secondary" label={copy.removeCover} onPress={() => onChange(null)} />}
    </>
  );
}
