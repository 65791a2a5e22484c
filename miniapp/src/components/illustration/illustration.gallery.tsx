import type { GalleryEntry } from '../gallery';
import { Illustration, illustrationNames } from '.';

export const gallery: GalleryEntry = {
  component: 'illustration',
  states: illustrationNames.map((name) => ({ name, view: <Illustration name={name} /> })),
};
