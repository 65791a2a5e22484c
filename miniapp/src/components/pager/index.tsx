import { View } from '@tarojs/components';
import type { ReadyList } from '../../platform/use-paged-list';
import { Button } from '../button';
import { Notice } from '../notice';
import './index.scss';

interface PagerProps {
  list: ReadyList<unknown>;
  /** Says what comes on the next page, such as older ratings. */
  next: string;
  previous: string;
  loading: string;
}

/** The way to the other pages of a list; nothing when there is only one. */
export function Pager({ list, next, previous, loading }: PagerProps) {
  if (!list.hasNext && !list.hasPrevious) return null;
  return (
    <View className="pager">
      {list.nextError && <Notice tone="error" text={list.nextError.message} />}
      {list.hasNext && (
        <Button
          kind="secondary"
          label={next}
          busyLabel={list.loadingNext ? loading : undefined}
          onPress={list.next}
        />
      )}
      {list.hasPrevious && <Button kind="secondary" label={previous} onPress={list.previous} />}
    </View>
  );
}
