import { type GalleryEntry, nothing } from '../gallery';
import { TextControl } from '.';

export const gallery: GalleryEntry = {
  component: 'text-control',
  states: [
    {
      name: 'empty',
      view: <TextControl label="留言" value="" maxLength={9} placeholder="请在这里写" onChange={nothing} />,
    },
    {
      name: 'filled',
      view: <TextControl label="留言" value="等了一个小时" maxLength={9} onChange={nothing} />,
    },
    {
      name: 'invalid',
      view: <TextControl label="电话" value="138" maxLength={9} invalid onChange={nothing} />,
    },
    {
      name: 'area',
      view: <TextControl kind="area" label="留言" value="等了一个小时" maxLength={9} onChange={nothing} />,
    },
    {
      name: 'page',
      view: (
        <TextControl label="正文" kind="page" value="楼道要畅通。" maxLength={20000} onChange={nothing} />
      ),
    },
  ],
};
