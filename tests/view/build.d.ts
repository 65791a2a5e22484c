/** What `view-layer.ts` makes of a weapp build for the browser. */
declare module 'weapp-build' {
  /** The compiled templates by path, without `.wxml`. */
  export const templates: Record<string, unknown>;
  /** The style sheets by route, what they import included. */
  export const styles: Record<string, string>;
}
