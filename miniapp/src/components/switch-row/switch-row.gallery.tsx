import { type GalleryEntry, nothing } from '../gallery';
import { SwitchRow } from '.';

export const gallery: GalleryEntry = {
  component: 'switch-row',
  states: [
    { name: 'off', view: <SwitchRow label="大字版" note="字更大，按钮更大" on={false} onChange={nothing} /> },
    { name: 'on', view: <SwitchRow label="大字版" note="字更大，按钮更大" on onChange={nothing} /> },
    { name: 'pressed', view: <SwitchRow label="留下姓名和电话" on onChange={nothing} />, pressed: true },
  ],
};
