/// <reference types="@tarojs/taro" />

/** Where the API is; empty means this page's own origin. Set at build time. */
declare const LINLI_API_URL: string;

declare module '*.scss';

/** Typed nowhere in Taro. */
declare module '@tarojs/plugin-platform-weapp/dist/runtime-utils' {
  /** What Taro needs to know of WeChat at run time, for `mergeReconciler`. */
  export const hostConfig: Record<string, unknown>;
}

declare namespace React {
  interface CSSProperties {
    /** By how much the text of a page grows: see components/tokens.scss. */
    '--scale'?: number;
  }
}
