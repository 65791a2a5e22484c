import type { GalleryEntry } from '../gallery';
import { Skeleton } from '.';

export const gallery: GalleryEntry = {
  component: 'skeleton',
  states: [{ name: 'loading', view: <Skeleton /> }],
};
