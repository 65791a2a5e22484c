import type { GalleryEntry } from '../gallery';
import { Badge } from '.';

export const gallery: GalleryEntry = {
  component: 'badge',
  states: [
    { name: 'waiting', view: <Badge tone="waiting">待接单</Badge> },
    { name: 'active', view: <Badge tone="active">办理中</Badge> },
    { name: 'done', view: <Badge tone="done">已办结</Badge> },
    { name: 'late', view: <Badge tone="late">已超时</Badge> },
  ],
};
