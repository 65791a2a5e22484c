import { auditOutcomeLabels, auditOutcomes } from '@linli/shared/audit-log.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice-list';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { copy } from './copy';
import { actionCalled, everything, isDay, type Search } from './search';

interface FilterSheetProps {
  search: Search;
  onSearch: (search: Search) => void;
  onClose: () => void;
}

const keywordMax = 64;
const dayLength = 10;

const outcomes = [
  { value: 'any' as const, label: copy.anyOutcome },
  ...auditOutcomes.map((value) => ({ value, label: auditOutcomeLabels[value] })),
];

/** Asks whom, what and when to look for. */
export function FilterSheet({ search, onSearch, onClose }: FilterSheetProps) {
  const [draft, setDraft] = useState(search);
  const [checked, setChecked] = useState(false);
  const put = (part: Partial<Search>) => setDraft((before) => ({ ...before, ...part }));

  const wrongDay = (day: string) => (checked && day !== '' && !isDay(day) ? copy.dayWrong : undefined);
  const actionKnown = draft.action === '' || actionCalled(draft.action) !== null;
  const apply = () => {
    setChecked(true);
    if (!actionKnown || ![draft.from, draft.until].every((day) => day === '' || isDay(day))) return;
    onSearch(draft);
  };

  return (
    <Sheet title={copy.filter} onClose={onClose}>
      <Field
        label={copy.who}
        hint={copy.whoHint}
        value={draft.actor}
        maxLength={keywordMax}
        onChange={(actor) => put({ actor: actor.trim() })}
      />
      <Field
        label={copy.subject}
        hint={copy.subjectHint}
        value={draft.subject}
        maxLength={keywordMax}
        onChange={(subject) => put({ subject: subject.trim() })}
      />
      <Field
        label={copy.action}
        hint={copy.actionHint}
        value={draft.action}
        maxLength={keywordMax}
        error={checked && !actionKnown ? copy.actionUnknown : undefined}
        onChange={(action) => put({ action: action.trim() })}
      />
      <Field
        label={copy.from}
        hint={copy.dayHint}
        value={draft.from}
        maxLength={dayLength}
        error={wrongDay(draft.from)}
        onChange={(from) => put({ from: from.trim() })}
      />
      <Field
        label={copy.until}
        hint={copy.dayHint}
        value={draft.until}
        maxLength={dayLength}
        error={wrongDay(draft.until)}
        onChange={(until) => put({ until: until.trim() })}
      />
      <ChoiceList
        label={copy.outcome}
        options={outcomes}
        value={draft.outcome}
        onChange={(outcome) => put({ outcome })}
      />
      <Button label={copy.apply} onPress={apply} />
      <Button kind="secondary" label={copy.clear} onPress={() => onSearch(everything)} />
    </Sheet>
  );
}
