import { type GalleryEntry, nothing } from '../gallery';
import { Field } from '.';

export const gallery: GalleryEntry = {
  component: 'field',
  states: [
    {
      name: 'empty',
      view: <Field label="窗口编号" hint="如 A01" value="" maxLength={30} onChange={nothing} />,
    },
    { name: 'filled', view: <Field label="姓名" value="王秀兰" maxLength={30} onChange={nothing} /> },
    {
      name: 'error',
      view: <Field label="电话" value="138" error="请填写正确的手机号" maxLength={13} onChange={nothing} />,
    },
    {
      name: 'counted',
      view: (
        <Field kind="area" label="留言" value="等了一个小时。" counted maxLength={500} onChange={nothing} />
      ),
    },
  ],
};
