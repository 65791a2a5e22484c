import { reasonTags } from '@linli/shared/reason-tags.ts';
import { type GalleryEntry, nothing } from '../gallery';
import { TagPicker } from '.';

export const gallery: GalleryEntry = {
  component: 'tag-picker',
  states: [
    {
      name: 'none',
      view: <TagPicker label="是因为什么？" tags={reasonTags[2]} value={[]} onToggle={nothing} />,
    },
    {
      name: 'some',
      view: <TagPicker label="是因为什么？" tags={reasonTags[1]} value={['108', '113']} onToggle={nothing} />,
    },
  ],
};
