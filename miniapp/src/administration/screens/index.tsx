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

type Screen = AnswerOf<'listScreens'>['items'][number];

/** What an old phone draws at once. */
const cardsMax = 20;

/** The small screens at the counters: which there are, when they were last there, and the way to let one in. */
function ScreensPage() {
  const person = useStaff();
  const { answer, reload } = useAnswer('screens', () => call('listScreens', {}));
  const [adding, setAdding] = useState(false);
  const [at, setAt] = useState(0);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  // Those that still show something first, the newest of them on top.
  const items = [...answer.value.items]
    .reverse()
    .sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  return (
    <Stack>
      <Notice tone="info" text={copy.intro} />
      <Button label={copy.add} onPress={() => setAdding(true)} />
      {items.length === 0 && <StateView kind="empty" title={copy.empty} />}
      {items.slice(at, at + cardsMax).map((screen) => (
        <ScreenCard key={screen.id} screen={screen} onChanged={reload} />
      ))}
      {at + cardsMax < items.length && (
        <Button kind="secondary" label={shared.next} onPress={() => setAt(at + cardsMax)} />
      )}
      {at > 0 && <Button kind="secondary" label={shared.previous} onPress={() => setAt(at - cardsMax)} />}
      {adding && <AddSheet onAdded={reload} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function ScreenCard({ screen, onChanged }: { screen: Screen; onChanged: () => void }) {
  const { id, name, counter, createdAt, seenAt, revokedAt } = screen;
  return (
    <Card>
      <Heading>{name}</Heading>
      <Fact label={copy.counter}>{`${counter.code} ${counter.name}`}</Fact>
      <Fact label={copy.createdAt}>{timeInWords(createdAt)}</Fact>
      <Fact label={copy.seenAt}>{seenAt === null ? copy.never : timeInWords(seenAt)}</Fact>
      {revokedAt !== null ? (
        <View className="row-note">{shared.revokedAt(timeInWords(revokedAt))}</View>
      ) : (
        <AskedOnceMore
          label={copy.revoke}
          sure={copy.revokeSure}
          confirm={copy.revokeConfirm}
          busyLabel={copy.revoking}
          act={async () => {
            await call('revokeScreen', { params: { id } });
            onChanged();
          }}
        />
      )}
    </Card>
  );
}

export default definePage({ title: copy.title }, ScreensPage);
