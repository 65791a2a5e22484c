import type { IPluginContext } from '@tarojs/service';
import { type Compilation, sources } from 'webpack';

/** Lets a page say how its root is styled, for platform/hold-page.ts. Taro's own way would draw the title bar as well. */
const pageMeta = '<page-meta page-style="{{pageStyle||\'\'}}"/>';
const contentOfPage = '<template is="taro_tmpl"';

/**
 * Gives each page its `page-meta`, and takes the indentation out of the templates. Taro's own `minifyXML` takes them for HTML and with it the end tag of
 * every `<input>`, which WeChat's compiler then refuses.
 */
export default (ctx: IPluginContext) => {
  ctx.modifyBuildAssets(({ assets }: { assets: Compilation['assets'] }) => {
    for (const [name, asset] of Object.entries(assets)) {
      if (!name.endsWith('.wxml')) continue;
      const text = String(asset.source());
      assets[name] = new sources.RawSource(
        text
          .replace(/>\s+</g, '><')
          .replace(/\s+(\/?>)/g, '$1')
          .replace(contentOfPage, `${pageMeta}${contentOfPage}`)
          .trim(),
      );
    }
  });
};
