import { useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Notice } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { failureWords } from '../../platform/call-error';
import { randomId } from '../../platform/random-id';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { PickField } from '../../staff/pick-field';
import { nameMaxLength } from '../limits';
import { serverOrigin } from '../origin';
import { SecretFacts } from '../secret-facts';
import { copy } from './copy';

interface AddSheetProps {
  /** The list behind has one more. */
  onAdded: () => void;
  onClose: () => void;
}

/** Lets a screen in: asks which counter it stands at, then tells its address and its token, once. */
export function AddSheet({ onAdded, onClose }: AddSheetProps) {
  const { answer, reload } = useAnswer('counters', () => call('listCodes', { query: { kind: 'counter' } }));
  const [counter, setCounter] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  // One key for one sheet: sent again after a lost answer, it is one screen.
  const [idempotencyKey] = useState(randomId);
  const words = name.trim();
  const { busy, error, start } = useAction(async (id: string) => {
    const added = await call('addScreen', { body: { counter: id, name: words, idempotencyKey } });
    setToken(added.token);
    onAdded();
  });

  const send = () => {
    setChecked(true);
    if (counter !== null && words !== '') void start(counter);
  };
  if (token !== null) return <Told token={token} onClose={onClose} />;
  return (
    <Sheet title={copy.add} onClose={onClose}>
      {answer.state === 'loading' && <Skeleton cards={1} />}
      {answer.state === 'failed' && <FailedView error={answer.error} onRetry={reload} />}
      {answer.state === 'ready' && (
        <>
          <PickField
            label={copy.counter}
            options={answer.value.items.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
            value={counter}
            error={checked && counter === null ? copy.counterMissing : undefined}
            onChange={setCounter}
          />
          <Field
            label={copy.name}
            hint={copy.nameHint}
            value={name}
            maxLength={nameMaxLength}
            error={checked && words === '' ? copy.nameMissing : undefined}
            onChange={setName}
          />
          {error && <Notice tone="error" text={failureWords(error)} />}
          <Button label={copy.make} busyLabel={busy ? copy.making : undefined} onPress={send} />
        </>
      )}
    </Sheet>
  );
}

/** Only what is behind `#` stays on the screen: a browser sends it to no server. */
function Told({ token, onClose }: { token: string; onClose: () => void }) {
  const address = `${serverOrigin()}/screen/`;
  return (
    <Sheet title={copy.add} onClose={onClose}>
      <SecretFacts
        facts={[
          { label: copy.address, value: address },
          { label: copy.token, value: token },
          { label: copy.link, value: `${address}#${token}` },
        ]}
        onDone={onClose}
      />
    </Sheet>
  );
}
