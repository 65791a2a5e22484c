import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { StateView } from '../../components/state-view';
import { goHome } from '../../platform/navigation';
import { copy } from './copy';

/** Says that the account is closed. It asks nothing of the server: that would sign in again, as somebody new. */
function AccountClosed() {
  const waiting = Number(useRouter().params.waiting) || 0;
  const text = waiting === 0 ? copy.text : `${copy.text}\n${copy.waiting(waiting)}`;
  return (
    <StateView
      kind="thanks"
      title={copy.title}
      text={text}
      actions={[{ label: copy.home, onPress: goHome }]}
    />
  );
}

export default definePage({ title: copy.title }, AccountClosed);
