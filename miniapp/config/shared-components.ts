/** Every native component with its attributes that our pages use; see `components-plugin.ts`. */
declare const LINLI_COMPONENTS: Record<string, Record<string, string>>;

/** Stands in for the list of all components that `@tarojs/shared` carries into the run time. */
export const internalComponents = LINLI_COMPONENTS;

/** Whose `value` is what the person typed; `@tarojs/runtime` makes them elements of a class of their own. */
export const controlledComponent = new Set(['input', 'textarea']);

// What the module gives besides is for writing templates, which is done when this runs.
export const animation = {};
export const focusComponents = new Set<string>();
export const nestElements = new Map<string, number>();
export const singleQuote = (text: string) => text;
export const touchEvents = {};
export const voidElements = new Set<string>();
