import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

interface ChangesProps {
  appointment: AppointmentDetail;
  onChanged: (appointment: AppointmentDetail) => void;
}

/** Moving and cancelling, as long as that is possible. Cancelling asks once. */
export function Changes({ appointment, onChanged }: ChangesProps) {
  const { id, matter, changeableUntil } = appointment;
  const [asking, setAsking] = useState(false);
  const cancelling = useAction(async () => {
    onChanged(await call('cancelAppointment', { params: { id } }));
    announce(copy.cancelled);
    // What has become of it stands at the top.
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
  });
  if (Date.parse(changeableUntil) <= Date.now()) return <Notice tone="info" text={copy.tooLate} />;
  return (
    <Card>
      <View>{copy.changeable(timeInWords(changeableUntil))}</View>
      {cancelling.error && <Notice tone="error" text={failureWords(cancelling.error)} />}
      {asking ? (
        <>
          <Notice tone="info" text={copy.cancelSure} />
          <Button kind="secondary" label={copy.cancelNo} onPress={() => setAsking(false)} />
          <Button
            kind="secondary"
            label={copy.cancelYes}
            busyLabel={cancelling.busy ? copy.cancelBusy : undefined}
            onPress={cancelling.start}
          />
        </>
      ) : (
        <>
          <Button
            kind="secondary"
            label={copy.move}
            onPress={() => open(pages.slots({ matter, move: id }))}
          />
          <Button kind="secondary" label={copy.cancel} onPress={() => setAsking(true)} />
        </>
      )}
    </Card>
  );
}
