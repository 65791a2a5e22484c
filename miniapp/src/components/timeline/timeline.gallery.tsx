import type { GalleryEntry } from '../gallery';
import { Timeline } from '.';

const entries = [
  { key: '1', title: '您提交了评价', time: '昨天 10:15' },
  { key: '2', title: '已转交专人办理', time: '昨天 10:20', text: '材料又要重新填。' },
  { key: '3', title: '已办结', time: '今天 15:30' },
];

export const gallery: GalleryEntry = {
  component: 'timeline',
  states: [
    { name: 'one step', view: <Timeline label="办理进度" entries={entries.slice(0, 1)} /> },
    { name: 'several', view: <Timeline label="办理进度" entries={entries} /> },
  ],
};
