import { type GalleryEntry, nothing } from '../gallery';
import { Notice } from '.';

export const gallery: GalleryEntry = {
  component: 'notice',
  states: [
    { name: 'info', view: <Notice tone="info" text="没有扫到评价码，请再试一次，或填写窗口编号" /> },
    { name: 'done', view: <Notice tone="done" text="已更正" /> },
    {
      name: 'error',
      view: <Notice tone="error" text="网络没有连上，请检查网络后重试。您填写的内容都还在。" />,
    },
    {
      name: 'with a way on',
      view: (
        <Notice tone="error" text="这次服务已经评价过了" action={{ label: '看我的评价', onPress: nothing }} />
      ),
    },
  ],
};
