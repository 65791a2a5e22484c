import { handOverLabels } from '@linli/shared/absences.ts';
import type { Absence } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface AbsenceCardProps {
  absence: Absence;
  onChanged: () => void;
}

/** One absence, and the way to end it. */
export function AbsenceCard({ absence, onChanged }: AbsenceCardProps) {
  const { staff, from, to, deputy, handOver } = absence;
  const ending = useAction(async () => {
    await call('endAbsence', { params: { id: absence.id } });
    onChanged();
  });
  return (
    <Card>
      <Heading>{staff.name}</Heading>
      <View>{copy.days(from, to)}</View>
      <View>{deputy ? copy.deputy(deputy.name) : copy.noDeputy}</View>
      <Fact label={copy.handOver}>{handOverLabels[handOver]}</Fact>
      {ending.error && <Notice tone="error" text={failureWords(ending.error)} />}
      <Button
        kind="secondary"
        label={copy.end}
        busyLabel={ending.busy ? copy.ending : undefined}
        onPress={ending.start}
      />
    </Card>
  );
}
