import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

type Wrapper = (require: (target: string) => unknown, module: { exports: unknown }, exports: unknown) => void;

/** Loads the files of a build into a context the way WeChat does: once each, with a `require` of relative paths. */
export class Modules {
  readonly #loaded = new Map<string, { exports: unknown }>();
  readonly #dist: string;
  readonly #context: vm.Context;

  constructor(dist: string, context: vm.Context) {
    this.#dist = dist;
    this.#context = context;
  }

  /** `file` is relative to the build, with or without `.js`. Throws what the file throws. */
  load(file: string): unknown {
    const name = file.endsWith('.js') ? file : `${file}.js`;
    const known = this.#loaded.get(name);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.#loaded.set(name, module);
    const require = (target: string) => this.load(this.#resolve(name, target));
    this.#compile(name)(require, module, module.exports);
    return module.exports;
  }

  #resolve(from: string, target: string): string {
    const resolved = path.posix.join(target.startsWith('/') ? '.' : path.posix.dirname(from), target);
    if (resolved.startsWith('..')) throw new Error(`${from} requires ${target}, outside of the package`);
    return resolved;
  }

  #compile(name: string): Wrapper {
    const filename = path.join(this.#dist, name);
    return vm.compileFunction(readFileSync(filename, 'utf8'), ['require', 'module', 'exports'], {
      filename,
      parsingContext: this.#context,
    }) as Wrapper; // compileFunction is typed as plain Function
  }
}
