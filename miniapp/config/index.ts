import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import { readMentions } from './components-in-use';
import { routesInUse } from './lists-in-use';

const sharedSource = path.resolve(__dirname, '../../shared/src');

/** Where the weapp build finds the API. The web build is served by the API itself and calls its own origin. */
const apiUrl = process.env.LINLI_API_URL ?? 'http://localhost:3000';

/** Our drawings are small SVGs: in the style sheet they need no request, and WXSS cannot point at files. */
const inlineImages = { limit: 8 * 1024 };

/** As text, not base64: a third smaller, and it compresses. */
const imagesAsText = {
  dataUrl: (content: Buffer) =>
    `data:image/svg+xml,${content
      .toString()
      .trim()
      .replace(/"/g, "'")
      .replace(/[%#<>{}]/g, encodeURIComponent)}`,
};

/** A px of our styles is a px of the phone, so that sizes are what the elder mode's rules ask for on every screen. */
const pixels = { enable: true, config: { propList: [] } };

/** Loaded by Taro whether its controls are used or not, icon font included. */
const stylesOfTaroControls = [
  '@tarojs/components-react/dist/index.css',
  '@tarojs/components/dist/taro-components/taro-components.css',
];

/** What Taro's router brings along in the language of new browsers. */
const packagesInNewLanguage = (file: string) =>
  /node_modules[\\/](query-string|split-on-first|decode-uri-component|filter-obj)[\\/]/.test(file);

/** Taro leaves most of this off. Chinese as it is takes half the bytes of its escapes. */
const minify = {
  compress: {
    collapse_vars: true,
    comparisons: true,
    computed_props: true,
    hoist_props: true,
    inline: true,
    loops: true,
    negate_iife: true,
    passes: 2,
    properties: true,
    reduce_funcs: true,
    reduce_vars: true,
    switches: true,
  },
  output: { ascii_only: false },
};

const taroRuntime = path.join(
  path.dirname(require.resolve('@tarojs/runtime/package.json')),
  'dist/runtime.esm.js',
);

/** The client needs to know the endpoints that it calls, and no more about each than where it is. */
const mentions = readMentions(path.resolve(__dirname, '../src'));
const cutRoutes = { cut: (source: string) => routesInUse(source, mentions) };
const cutLoader = path.resolve(__dirname, 'cut-loader.js');
const routeTables = /shared[\\/]src[\\/]api[\\/][\w-]+\.routes\.ts$/;

/** In place of Linli, an app of one line with the same settings: what the benchmark measures Linli against. */
const isEmpty = process.env.LINLI_EMPTY === '1';
const kind = isEmpty ? '-empty' : process.env.LINLI_GALLERY ? '-gallery' : '';
const output = `${process.env.TARO_ENV}${kind}`;

/** The templates are written out for this many levels of nesting; our deepest page has ten. Taro's types forgot it. */
const templates = { baseLevel: 12 };

export default defineConfig<'webpack5'>({
  projectName: 'linli',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: isEmpty ? 'empty' : 'src',
  // One folder per target, so that the web build never overwrites the mini-program, nor the gallery what is served.
  outputRoot: `dist/${output}`,
  plugins: [path.resolve(__dirname, 'components-plugin.ts'), path.resolve(__dirname, 'wxml-plugin.ts')],
  framework: 'preact',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  defineConstants: {
    LINLI_API_URL: JSON.stringify(process.env.TARO_ENV === 'h5' ? '' : apiUrl),
  },
  terser: { enable: true, config: minify },
  mini: {
    compile: { include: [sharedSource, __dirname] },
    imageUrlLoaderOption: inlineImages,
    miniCssExtractPluginOption: { ignoreOrder: true },
    // Our pages are made of components; nothing parses HTML.
    runtime: { enableInnerHTML: false },
    webpackChain(chain, webpack) {
      chain.module.rule('image').set('generator', imagesAsText);
      chain.module.rule('routes').test(routeTables).use('cut').loader(cutLoader).options(cutRoutes);
      // In one file instead of a hundred, so that what nobody uses can be dropped.
      chain.resolve.alias.set('@tarojs/runtime', taroRuntime);
      chain.resolve.alias.delete('react-dom').set('react-dom$', path.resolve(__dirname, 'react-dom.ts'));
      // Beside the build, not inside: the tests account for every byte of the package with them.
      chain
        .plugin('sourceMaps')
        .use(webpack.SourceMapDevToolPlugin, [{ filename: `../${output}-maps/[file].map`, append: false }]);
    },
    postcss: { pxtransform: pixels },
    ...templates,
  },
  h5: {
    publicPath: '/',
    compile: { include: [sharedSource, packagesInNewLanguage] },
    imageUrlLoaderOption: inlineImages,
    router: { mode: 'hash' },
    // `npm run dev`: pages reload as they change, and the API is the server beside it.
    devServer: {
      port: 10086,
      open: false,
      // Preact has no fast refresh in Taro without two packages more; the page is loaded anew.
      hot: false,
      proxy: [{ context: ['/api'], target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, ws: true }],
    },
    useHtmlComponents: true,
    webpackChain(chain) {
      chain.module.rule('image').set('generator', imagesAsText);
      chain.module.rule('routes').test(routeTables).use('cut').loader(cutLoader).options(cutRoutes);
      // npm may nest this package under miniapp/, where Taro's own packages do not look for it.
      chain.resolve.alias.set(
        '@tarojs/plugin-framework-react',
        path.dirname(require.resolve('@tarojs/plugin-framework-react/package.json')),
      );
      for (const styles of stylesOfTaroControls) {
        chain.resolve.alias.set(styles, path.resolve(__dirname, 'no-styles.css'));
      }
      // What two pages share is loaded once. Left alone, each page would carry its own copy.
      chain.optimization.splitChunks({
        cacheGroups: {
          shared: { name: 'shared', minChunks: 2, chunks: 'all', enforce: true },
        },
      });
      // The budgets are held by tests; webpack's own limit knows nothing of them.
      chain.performance.hints(false);
    },
    output: {
      filename: 'js/[name].[contenthash:8].js',
      chunkFilename: 'js/[name].[contenthash:8].js',
    },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { pxtransform: pixels },
  },
});
