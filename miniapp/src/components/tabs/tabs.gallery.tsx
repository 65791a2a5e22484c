import { type GalleryEntry, nothing } from '../gallery';
import { Tabs } from '.';

const options = [
  { value: 'mine', label: '我的工单' },
  { value: 'team', label: '本组工单' },
] as const;

export const gallery: GalleryEntry = {
  component: 'tabs',
  states: [
    { name: 'loud', view: <Tabs label="看谁的工单" options={options} value="mine" onChange={nothing} /> },
    {
      name: 'quiet',
      view: <Tabs label="看谁的工单" options={options} value="team" onChange={nothing} quiet />,
    },
  ],
};
