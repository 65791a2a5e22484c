import {
  articleCategories,
  articleCategoryLabels,
  audienceLabels,
  audiences,
} from '@linli/shared/articles.ts';
import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Sheet } from '../../components/sheet';
import { Chips } from './chips';
import { copy } from './copy';
import type { Search } from './search';

interface FilterSheetProps {
  search: Search;
  onSearch: (search: Search) => void;
  onClose: () => void;
}

/** Asks what it is about and whom it is for. */
export function FilterSheet({ search, onSearch, onClose }: FilterSheetProps) {
  const [draft, setDraft] = useState(search);
  const put = (part: Partial<Search>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Sheet title={copy.narrow} onClose={onClose}>
      <Chips
        label={copy.matter}
        values={matters}
        names={matterLabels}
        value={draft.matter}
        onChange={(matter) => put({ matter })}
      />
      <Chips
        label={copy.audience}
        values={audiences}
        names={audienceLabels}
        value={draft.audience}
        onChange={(audience) => put({ audience })}
      />
      <Chips
        label={copy.category}
        values={articleCategories}
        names={articleCategoryLabels}
        value={draft.category}
        onChange={(category) => put({ category })}
      />
      <Button label={copy.apply} onPress={() => onSearch(draft)} />
    </Sheet>
  );
}
