import { type GalleryEntry, nothing } from '../gallery';
import { Button } from '.';

const long = '把这次办事的感受告诉我们，一定有人看，也一定有人管';

export const gallery: GalleryEntry = {
  component: 'button',
  states: [
    { name: 'primary', view: <Button label="提交评价" onPress={nothing} /> },
    { name: 'primary, pressed', view: <Button label="提交评价" onPress={nothing} />, pressed: true },
    { name: 'secondary', view: <Button kind="secondary" label="回到首页" onPress={nothing} /> },
    {
      name: 'secondary, pressed',
      view: <Button kind="secondary" label="回到首页" onPress={nothing} />,
      pressed: true,
    },
    { name: 'busy, disabled', view: <Button label="提交评价" busyLabel="正在提交…" onPress={nothing} /> },
    { name: 'long', view: <Button label={long} onPress={nothing} /> },
  ],
};
