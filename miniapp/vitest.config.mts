import path from 'node:path';
import { defineConfig } from 'vitest/config';

const standIn = (file: string) => path.resolve(import.meta.dirname, 'test', file);

/** Components and platform modules as the web build has them, on stand-ins for Taro. */
export default defineConfig({
  define: { LINLI_API_URL: '""', 'process.env.TARO_ENV': '"h5"' },
  resolve: {
    extensions: ['.h5.tsx', '.h5.ts', '.tsx', '.ts', '.js'],
    alias: {
      '@tarojs/components': standIn('taro-components.tsx'),
      '@tarojs/taro': standIn('taro.ts'),
      // As in the builds: Preact answers to the name of React.
      'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom/test-utils': 'preact/test-utils',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
      '@testing-library/react': '@testing-library/react/dist/@testing-library/react.esm.js',
    },
  },
  test: {
    name: 'miniapp',
    root: import.meta.dirname,
    environment: 'jsdom',
    include: ['{src,config}/**/*.test.{ts,tsx}'],
    setupFiles: [standIn('setup.ts')],
    server: { deps: { inline: [/@testing-library\/react/] } },
  },
});
