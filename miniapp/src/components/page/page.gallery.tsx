import { View } from '@tarojs/components';
import type { GalleryEntry } from '../gallery';
import { PageFrame } from '.';

export const gallery: GalleryEntry = {
  component: 'page',
  states: [
    {
      name: 'with a way back',
      view: (
        <PageFrame title="评价详情">
          <View>内容</View>
        </PageFrame>
      ),
    },
    {
      name: 'of the tab bar',
      view: (
        <PageFrame title="我的" tab="pages/me/index">
          <View>内容</View>
        </PageFrame>
      ),
    },
  ],
};
