import { useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { Fact } from '../components/row';
import { copyText } from '../platform/clipboard';
import { useAction } from '../platform/use-action';
import { copy } from './copy';

interface SecretFactsProps {
  /** What is to be written down, each copied by a button of its own. */
  facts: readonly { label: string; value: string }[];
  onDone: () => void;
}

/** What is told once: to be written down or copied before it is closed. */
export function SecretFacts({ facts, onDone }: SecretFactsProps) {
  const [said, setSaid] = useState<boolean | null>(null);
  const { start } = useAction(async (text: string) => setSaid(await copyText(text)));
  return (
    <>
      <Notice tone="info" text={copy.secretOnce} />
      {said !== null && <Notice tone={said ? 'done' : 'error'} text={said ? copy.copied : copy.notCopied} />}
      {facts.map(({ label, value }) => (
        <Secret key={label} label={label} value={value} onCopy={() => void start(value)} />
      ))}
      <Button label={copy.keptIt} onPress={onDone} />
    </>
  );
}

function Secret({ label, value, onCopy }: { label: string; value: string; onCopy: () => void }) {
  return (
    <>
      <Fact label={label}>{value}</Fact>
      <Button kind="secondary" label={copy.copyIt(label)} onPress={onCopy} />
    </>
  );
}
