import type { AnswerOf } from '@linli/shared/api/types.ts';
import type { SubscribableKind } from '@linli/shared/subscriptions.ts';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../components/button';
import { Notice } from '../components/notice';
import { call } from '../platform/api';
import { useAction } from '../platform/use-action';
import { useAnswer } from '../platform/use-answer';
import { copy } from './copy';

interface TellMeProps {
  kind: SubscribableKind;
  id: string;
}

type Offer = AnswerOf<'getSubscriptionOffer'>['templates'];

/**
 * Lets a resident have a WeChat message when something happens to what is shown. Not there when they have been asked
 * already, or WeChat sends nothing for this account; everything works without it.
 */
export function TellMe({ kind, id }: TellMeProps) {
  const { answer } = useAnswer(id, () => call('getSubscriptionOffer', { query: { kind, id } }));
  const [accepted, setAccepted] = useState<boolean | null>(null);
  const asking = useAction(async (offer: Offer) => {
    const answers = await question(offer);
    await call('answerSubscription', { body: { kind, id, answers } });
    setAccepted(answers.some((one) => one.accepted));
  });

  if (accepted !== null)
    return <Notice tone={accepted ? 'done' : 'info'} text={accepted ? copy.asked : copy.notAsked} />;
  if (asking.error) return <Notice tone="info" text={copy.tellLater} />;
  if (answer.state !== 'ready' || answer.value.templates.length === 0) return null;
  const { templates } = answer.value;
  return (
    <Button
      kind="secondary"
      label={copy.tellMe}
      busyLabel={asking.busy ? copy.asking : undefined}
      onPress={() => void asking.start(templates)}
    />
  );
}

/** WeChat's own question. It is let through only at once within a press, so nothing may be waited for before. */
async function question(offer: Offer) {
  const said: Record<string, unknown> = await Taro.requestSubscribeMessage({
    tmplIds: offer.map(({ id }) => id),
    entityIds: [],
  }).then(
    (result) => ({ ...result }),
    // Called off, or messages are switched off altogether.
    () => ({}),
  );
  return offer.map(({ template, id }) => ({ template, accepted: said[id] === 'accept' }));
}
