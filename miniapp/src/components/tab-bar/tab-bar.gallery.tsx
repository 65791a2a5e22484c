import type { GalleryEntry } from '../gallery';
import { TabBar } from '.';

export const gallery: GalleryEntry = {
  component: 'tab-bar',
  states: [
    { name: 'at home', view: <TabBar current="pages/home/index" /> },
    { name: 'elsewhere, pressed', view: <TabBar current="pages/me/index" />, pressed: true },
  ],
};
