import { connectionError } from '../../platform/call-error';
import type { ReadyList } from '../../platform/use-paged-list';
import { type GalleryEntry, nothing } from '../gallery';
import { Pager } from '.';

const words = { next: '查看更早的评价', previous: '回到较新的评价', loading: '正在打开…' };

const list: ReadyList<unknown> = {
  state: 'ready',
  rows: [],
  dated: null,
  hasNext: true,
  hasPrevious: true,
  loadingNext: false,
  nextError: null,
  next: nothing,
  previous: nothing,
  reload: nothing,
};

export const gallery: GalleryEntry = {
  component: 'pager',
  states: [
    { name: 'between two pages', view: <Pager list={list} {...words} /> },
    { name: 'loading', view: <Pager list={{ ...list, loadingNext: true }} {...words} /> },
    { name: 'error', view: <Pager list={{ ...list, nextError: connectionError('timeout') }} {...words} /> },
  ],
};
