import { useRouter } from '@tarojs/taro';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { StateView } from '../../components/state-view';
import { TellMe } from '../../messages/tell-me';
import { goHome, pages, replaceWith } from '../../platform/navigation';
import { copy } from './copy';

/** Says what happens next with a rating that was just given. */
function Thanks() {
  const { id = '', followUp } = useRouter().params;
  const words = followUp === 'answer' || followUp === 'call' ? copy[followUp] : copy.none;
  const view = { label: copy.view, onPress: () => replaceWith(pages.rating(id)) };
  const home = { label: copy.home, onPress: goHome };
  const followed = words !== copy.none;
  return (
    <Stack>
      <StateView
        kind="thanks"
        title={words.heading}
        text={words.lines.join('\n')}
        actions={followed ? [view, home] : [home, view]}
      />
      {followed && <TellMe kind="rating" id={id} />}
    </Stack>
  );
}

export default definePage({ title: copy.title }, Thanks);
