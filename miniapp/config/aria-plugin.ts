import path from 'node:path';
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service';
import { ariaComponents } from './aria-components';

/**
 * Lets the mini-program's templates carry what screen readers need. WeChat understands these attributes on its
 * native components, but Taro's templates leave out every attribute they do not list.
 */
export default (ctx: IPluginContext) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: TaroPlatformBase) {
      if (platform.platform !== 'weapp') return;
      platform.template.mergeComponents(ctx, ariaComponents);
      // The run time numbers a component's attributes the way the templates do, so it must know the same list.
      platform.runtimePath = [platform.runtimePath, path.resolve(__dirname, 'aria-runtime')].flat();
    },
  });
};
