import type { GalleryEntry } from '../gallery';
import { LiveRegion } from '.';

export const gallery: GalleryEntry = {
  component: 'live-region',
  states: [{ name: 'heard, not seen', view: <LiveRegion /> }],
};
