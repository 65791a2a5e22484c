import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { AskedOnceMore } from '../asked-once-more';
import { copy as shared } from '../copy';
import { AddSheet } from './add-sheet';
import { copy } from './copy';

type Partner = AnswerOf<'listPartners'>['items'][number];

/** The systems that may call the open interface. An auditor reads, an administrator lets in and shuts out. */
function PartnersPage() {
  const person = useStaff();
  const { answer, reload } = useAnswer('partners', () => call('listPartners', {}));
  const [adding, setAdding] = useState(false);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { items } = answer.value;
  const changes = person.roles.includes('admin');
  return (
    <Stack>
      <Notice tone="info" text={copy.intro} />
      {changes && <Button label={copy.add} onPress={() => setAdding(true)} />}
      {items.length === 0 && <StateView kind="empty" title={copy.empty} />}
      {items.map((partner) => (
        <PartnerCard key={partner.id} partner={partner} onChanged={changes ? reload : null} />
      ))}
      {adding && <AddSheet onAdded={reload} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

interface PartnerCardProps {
  partner: Partner;
  /** Null for who only reads. */
  onChanged: (() => void) | null;
}

function PartnerCard({ partner, onChanged }: PartnerCardProps) {
  const { id, name, unit, key, createdAt, revokedAt } = partner;
  return (
    <Card>
      <Heading>{name}</Heading>
      <Fact label={copy.unitLabel}>{unit.name}</Fact>
      <Fact label={copy.key}>{key}</Fact>
      <Fact label={copy.createdAt}>{timeInWords(createdAt)}</Fact>
      {revokedAt !== null && <View className="row-note">{shared.revokedAt(timeInWords(revokedAt))}</View>}
      {revokedAt === null && onChanged && (
        <AskedOnceMore
          label={copy.revoke}
          sure={copy.revokeSure}
          confirm={copy.revokeConfirm}
          busyLabel={copy.revoking}
          act={async () => {
            await call('revokePartner', { params: { id } });
            onChanged();
          }}
        />
      )}
    </Card>
  );
}

export default definePage({ title: copy.title }, PartnersPage);
