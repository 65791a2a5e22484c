import { type GalleryEntry, nothing } from '../gallery';
import { FacePicker } from '.';

export const gallery: GalleryEntry = {
  component: 'face-picker',
  states: [
    { name: 'nothing chosen', view: <FacePicker label="满意程度" value={null} onChange={nothing} /> },
    { name: 'best', view: <FacePicker label="满意程度" value={5} onChange={nothing} /> },
    { name: 'worst', view: <FacePicker label="满意程度" value={1} onChange={nothing} /> },
  ],
};
