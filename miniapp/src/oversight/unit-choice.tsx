import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { Button } from '../components/button';
import { Card, Stack } from '../components/card';
import { ChoiceList } from '../components/choice-list';
import { Sheet } from '../components/sheet';
import { Skeleton } from '../components/skeleton';
import { FailedView } from '../components/state-view';
import { call } from '../platform/api';
import { useAnswer } from '../platform/use-answer';
import { useSignInAgain } from '../staff/use-staff';

export type Unit = AnswerOf<'listUnits'>['items'][number];

interface UnitChoiceProps {
  /** Asks which unit. */
  label: string;
  children: (unit: Unit) => ReactNode;
}

/** Shows something of a unit: at first of one's own, then of whichever below it is chosen. */
export function UnitChoice({ label, children }: UnitChoiceProps) {
  const { answer, reload } = useAnswer('units', () => call('listUnits', {}));
  const [chosen, setChosen] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const units = answer.value.items;
  const unit = units.find(({ code }) => code === chosen) ?? units[0];
  if (!unit) return null;
  return (
    <Stack>
      <Card tone="brand">
        <View>{unit.name}</View>
        {units.length > 1 && <Button kind="secondary" label={label} onPress={() => setChoosing(true)} />}
      </Card>
      {children(unit)}
      {choosing && (
        <Sheet title={label} onClose={() => setChoosing(false)}>
          <ChoiceList
            label={label}
            options={units.map(({ code, name }) => ({ value: code, label: name }))}
            value={unit.code}
            onChange={(code) => {
              setChosen(code);
              setChoosing(false);
            }}
          />
        </Sheet>
      )}
    </Stack>
  );
}
