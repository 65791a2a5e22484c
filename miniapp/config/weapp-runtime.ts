import { hostConfig } from '@tarojs/plugin-platform-weapp/dist/runtime-utils';
import { mergeReconciler } from '@tarojs/shared';

/** Taro's run time for WeChat without its list of components: ours is in `shared-components.ts`. */
mergeReconciler(hostConfig);
