import type { GalleryEntry } from '../gallery';
import { Icon, iconNames } from '.';

export const gallery: GalleryEntry = {
  component: 'icon',
  states: iconNames.map((name) => ({ name, view: <Icon name={name} /> })),
};
