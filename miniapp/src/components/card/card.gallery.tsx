import { View } from '@tarojs/components';
import type { GalleryEntry } from '../gallery';
import { Card, Stack } from '.';

export const gallery: GalleryEntry = {
  component: 'card',
  states: [
    {
      name: 'plain, brand',
      view: (
        <Stack>
          <Card>
            <View>办完事，说感受。</View>
            <View>不满意，有人管。</View>
          </Card>
          <Card tone="brand">
            <View>给您的答复</View>
          </Card>
        </Stack>
      ),
    },
  ],
};
