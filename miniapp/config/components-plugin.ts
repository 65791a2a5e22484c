import path from 'node:path';
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service';
import { ariaComponents } from './aria-components';
import { componentsInUse, readMentions } from './components-in-use';
import { apisInUse, requireByName } from './lists-in-use';

const cutLoader = path.resolve(__dirname, 'cut-loader.js');

/** Where Taro names all calls of WeChat. */
const listsOfApis =
  /@tarojs[\\/](shared[\\/]dist[\\/]native-apis|plugin-platform-weapp[\\/]dist[\\/]runtime-utils)\.js$/;

const entryOfTaro = /@tarojs[\\/]taro[\\/]index\.js$/;

/** Drawn by Taro's templates unless told otherwise, each several times. */
const includedByTaro = ['Text', 'Image', 'ScrollView'];

/**
 * Makes the mini-program's templates carry what our pages use and no more, and what screen readers need: WeChat
 * understands those attributes on its native components, but Taro's templates leave out every one they do not list.
 */
export default (ctx: IPluginContext) => {
  const mentions = readMentions(ctx.paths.sourcePath);
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: TaroPlatformBase) {
      if (platform.platform !== 'weapp') return;
      const { template } = platform;
      template.mergeComponents(ctx, ariaComponents);
      template.internalComponents = componentsInUse(template.internalComponents, mentions);
      // The run time numbers components and attributes the way the templates do, so it must know the same list.
      platform.runtimePath = path.resolve(__dirname, 'weapp-runtime');
      ctx.modifyWebpackChain(({ chain, webpack }) => {
        chain.resolve.alias.set(
          require.resolve('@tarojs/shared/dist/components.js'),
          path.resolve(__dirname, 'shared-components.ts'),
        );
        const cutRequire = { cut: requireByName };
        chain.module.rule('runtimeInUse').test(entryOfTaro).use('cut').loader(cutLoader).options(cutRequire);
        const cutLists = { cut: (source: string) => apisInUse(source, mentions) };
        chain.module.rule('apisInUse').test(listsOfApis).use('cut').loader(cutLoader).options(cutLists);
        chain
          .plugin('componentsInUse')
          .use(webpack.DefinePlugin, [{ LINLI_COMPONENTS: JSON.stringify(template.internalComponents) }]);
      });
    },
  });
  ctx.register({
    name: 'modifyComponentConfig',
    fn({ componentConfig }: { componentConfig: { includes: Set<string> } }) {
      for (const name of includedByTaro.filter((name) => !mentions.components.has(name))) {
        const dashed = name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
        componentConfig.includes.delete(dashed);
        componentConfig.includes.delete(`static-${dashed}`);
      }
      if (!mentions.word('catchMove')) componentConfig.includes.delete('catch-view');
    },
  });
};
