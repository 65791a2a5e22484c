import { connectionError } from '../../platform/call-error';
import { type GalleryEntry, nothing } from '../gallery';
import { FailedView, StateView } from '.';

const actions = [
  { label: '查看这条评价', onPress: nothing },
  { label: '回到首页', onPress: nothing },
];

export const gallery: GalleryEntry = {
  component: 'state-view',
  states: [
    {
      name: 'empty',
      view: <StateView kind="empty" title="还没有评价" text="办完事后，扫一扫窗口上的评价码。" />,
    },
    { name: 'error', view: <StateView kind="error" title="这一页出了点问题" /> },
    { name: 'offline', view: <FailedView error={connectionError('offline')} onRetry={nothing} /> },
    { name: 'lost', view: <StateView kind="lost" title="没有认出这个码" /> },
    { name: 'thanks', view: <StateView kind="thanks" title="收到了，我们会查清楚" actions={actions} /> },
  ],
};
