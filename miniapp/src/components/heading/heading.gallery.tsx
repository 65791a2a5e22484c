import type { GalleryEntry } from '../gallery';
import { Heading } from '.';

export const gallery: GalleryEntry = {
  component: 'heading',
  states: [
    { name: 'level 1', view: <Heading level={1}>法治邻里</Heading> },
    { name: 'level 2', view: <Heading>这次办事，您满意吗？</Heading> },
  ],
};
