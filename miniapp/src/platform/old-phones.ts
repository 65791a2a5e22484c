/**
 * What Taro's packages call and phones of 2015 lack. The language itself is compiled down for them; calls are not.
 * The tests of both builds know this list: a call that is neither old enough nor here fails them.
 */

define(Object, 'values', (object: Record<string, unknown>) => Object.keys(object).map((key) => object[key]));

define(Object, 'entries', (object: Record<string, unknown>) =>
  Object.keys(object).map((key) => [key, object[key]]),
);

define(String.prototype, 'padStart', function (this: string, length: number, filler = ' ') {
  const missing = length - this.length;
  if (missing <= 0 || filler === '') return String(this);
  return filler.repeat(Math.ceil(missing / filler.length)).slice(0, missing) + this;
});

define(
  String.prototype,
  'replaceAll',
  function (this: string, wanted: string | RegExp, by: (found: string) => string) {
    // A pattern has its `g`, and a text becomes a pattern that means nothing but itself.
    const pattern = typeof wanted === 'string' ? wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : wanted;
    return this.replace(new RegExp(pattern, 'g'), by);
  },
);

function define(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
