import type { ConsultationDetail } from '@linli/shared/api/types.ts';
import type { ConsultationAction } from '@linli/shared/consultations.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { useAction } from '../../platform/use-action';
import { copy as shared } from '../copy';
import { actionInWords } from '../visit-words';
import { copy } from './copy';

interface ActionsProps {
  visit: ConsultationDetail;
  onChanged: () => void;
}

/** What can be done now, the likeliest first. That nobody came is asked twice. */
export function Actions({ visit, onChanged }: ActionsProps) {
  const { kind, id, version } = visit;
  const [asking, setAsking] = useState(false);
  const { busy, error, start } = useAction(
    async (action: ConsultationAction) => {
      await call('actOnConsultation', { params: { kind, id }, body: { action, version } });
      onChanged();
    },
    ({ code }) => {
      if (code === 'consultation-changed') onChanged();
    },
  );

  if (visit.actions.length === 0) return null;
  const busyLabel = busy ? shared.busy : undefined;
  const [first] = visit.actions;
  if (asking) {
    return (
      <Card>
        <Notice tone="info" text={copy.noShowSure} />
        {error && <Notice tone="error" text={failureWords(error)} />}
        <Button kind="secondary" label={copy.noShowNo} onPress={() => setAsking(false)} />
        <Button
          kind="secondary"
          label={copy.noShowYes}
          busyLabel={busyLabel}
          onPress={() => void start('no-show')}
        />
      </Card>
    );
  }
  return (
    <>
      {error && <Notice tone="error" text={failureWords(error)} />}
      {visit.actions.map((action) => (
        <Button
          key={action}
          kind={action === first ? 'primary' : 'secondary'}
          label={actionInWords(action, visit)}
          busyLabel={action === first ? busyLabel : undefined}
          onPress={() => (action === 'no-show' ? setAsking(true) : void start(action))}
        />
      ))}
    </>
  );
}
