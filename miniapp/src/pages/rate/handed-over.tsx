import { StateView } from '../../components/state-view';
import { changeAgain } from '../../platform/drafts';
import { goHome, pages, replaceWith } from '../../platform/navigation';
import { type Entry, outbox, type Refused, useOutbox, type Waiting } from '../../platform/outbox';
import { useAction } from '../../platform/use-action';
import { copy } from './copy';

/** What was sent off for a scene and is still on the device; null when there is nothing. */
export function useHandedOver(scene: string): Entry | null {
  return useOutbox().find(({ about }) => about === scene) ?? null;
}

interface HandedOverProps {
  entry: Entry;
  /** Shows the form with what was written; absent where there is none to show. */
  onChangeAgain?: () => void;
}

const home = { label: copy.home, onPress: goHome };
const myRatings = { label: copy.myRatings, onPress: () => replaceWith(pages.myRatings()) };

/** In place of the form, for a rating that has been sent off already: how far it has got. */
export function HandedOver({ entry, onChangeAgain }: HandedOverProps) {
  const changing = useAction(async (unsent: Waiting | Refused) => {
    if (!(await outbox.takeOut(unsent))) return;
    changeAgain(unsent.body);
    onChangeAgain?.();
  });

  if (entry.state === 'sent') {
    const goOn = () => {
      void outbox.takeOut(entry);
      replaceWith(entry.leadsTo);
    };
    return (
      <StateView
        kind="thanks"
        title={copy.sentTitle}
        text={copy.sentText}
        actions={[{ label: copy.whatNext, onPress: goOn }, home]}
      />
    );
  }
  const change = { label: copy.change, onPress: () => changing.start(entry) };
  const ways = [home, myRatings, ...(onChangeAgain ? [change] : [])];
  return entry.state === 'waiting' ? (
    <StateView kind="thanks" title={copy.keptTitle} text={copy.keptText} actions={ways} />
  ) : (
    <StateView kind="error" title={copy.refusedTitle} text={entry.reason} actions={ways} />
  );
}
