/// <reference types="@tarojs/taro" />

/** Where the API is; empty means this page's own origin. Set at build time. */
declare const LINLI_API_URL: string;

declare module '*.scss';
