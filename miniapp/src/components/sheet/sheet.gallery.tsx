import { View } from '@tarojs/components';
import { Button } from '../button';
import { type GalleryEntry, nothing } from '../gallery';
import { Sheet } from '.';

export const gallery: GalleryEntry = {
  component: 'sheet',
  states: [
    {
      name: 'open',
      view: (
        <Sheet title="记一笔" onClose={nothing}>
          <View>只有工作人员能看到</View>
          <Button label="确认记一笔" onPress={nothing} />
        </Sheet>
      ),
    },
  ],
};
