import { relatedMax } from '@linli/shared/articles.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Pager } from '../../components/pager';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { TagPicker } from '../../components/tag-picker';
import { call } from '../../platform/api';
import { usePagedList } from '../../platform/use-paged-list';
import { copy } from './copy';

interface RelatedSheetProps {
  /** Slugs. */
  chosen: readonly string[];
  /** The article itself, which is not offered; null for a new one. */
  own: string | null;
  onChange: (slugs: string[]) => void;
  onClose: () => void;
}

/** Which published articles are shown first among the related ones. */
export function RelatedSheet({ chosen, own, onChange, onClose }: RelatedSheetProps) {
  const list = usePagedList('published articles', (cursor) =>
    call('listEditorialArticles', { query: { state: 'published', ...(cursor && { cursor }) } }),
  );
  const toggle = (slug: string) => {
    if (chosen.includes(slug)) onChange(chosen.filter((one) => one !== slug));
    else if (chosen.length < relatedMax) onChange([...chosen, slug]);
  };
  return (
    <Sheet title={copy.related} onClose={onClose}>
      <View className="row-note">{copy.relatedMost(relatedMax)}</View>
      {list.state === 'loading' && <Skeleton cards={1} />}
      {list.state === 'failed' && <FailedView error={list.error} onRetry={list.reload} />}
      {list.state === 'ready' && (
        <>
          {list.rows.length === 0 && <View>{copy.relatedNone}</View>}
          <TagPicker
            label={copy.related}
            tags={list.rows
              .filter(({ slug }) => slug !== own)
              .map(({ slug, title }) => ({ code: slug, label: title }))}
            value={chosen}
            onToggle={toggle}
          />
          <Pager list={list} {...copy.relatedPager} />
        </>
      )}
      {chosen.length > 0 && (
        <Button kind="secondary" label={copy.relatedClear} onPress={() => onChange([])} />
      )}
      <Button label={copy.saveBasis} onPress={onClose} />
    </Sheet>
  );
}
