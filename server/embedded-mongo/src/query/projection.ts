import type { Env, Evaluate, Scope } from '../aggregate/env.ts';
import { compileExpression } from '../aggregate/expression.ts';
import { Doc } from '../bson/doc.ts';
import { isZero, toInteger } from '../bson/number.ts';
import { isNumber, type Maybe, type Value } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import type { Filter } from './filter.ts';
import { compileFilter, positionalMatch } from './match.ts';
import { parseFilter } from './parse-filter.ts';

/** What happens to one field, or to the fields below it. */
type Node =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'computed'; readonly evaluate: Evaluate }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly limit: number }
  | { readonly kind: 'elemMatch'; readonly filter: Filter; readonly matches: (value: Value) => boolean }
  | { readonly kind: 'positional'; readonly path: string }
  | Branch;

interface Branch {
  readonly kind: 'branch';
  readonly children: Map<string, Node>;
}

export type Projection = (env: Env, filter?: Filter) => Doc;

interface Options {
  /** `$slice`, `$elemMatch` and positional belong to find, not to `$project`. */
  readonly find: boolean;
  readonly scope: Scope;
}

/** Compiles a projection of find or `$project`. Throws 31253 and 31254 when inclusion and exclusion mix. */
export function compileProjection(spec: Doc, options: Options): Projection {
  const parser = new ProjectionParser(options);
  parser.addAll(spec, []);
  return parser.finish(spec.isEmpty);
}

class ProjectionParser {
  readonly #options: Options;
  readonly #root: Branch = { kind: 'branch', children: new Map() };
  #includes: string | undefined;
  #excludes: string | undefined;
  #id: boolean | undefined;
  #positional = false;

  constructor(options: Options) {
    this.#options = options;
  }

  addAll(spec: Doc, prefix: readonly string[]): void {
    for (const [key, value] of spec.fields()) this.#add([...prefix, ...key.split('.')], value);
  }

  finish(empty: boolean): Projection {
    const root = this.#root;
    if (this.#includes !== undefined && this.#excludes !== undefined) {
      const exclusive = this.#excludes;
      throw new MongoError(31254, `Cannot do exclusion on field ${exclusive} in inclusion projection`);
    }
    const onlyId = this.#id === true && this.#excludes === undefined && root.children.size === 0;
    const inclusive = this.#includes !== undefined || onlyId;
    if (empty) return (env) => env.root;
    if (!inclusive) {
      if (this.#id === false) root.children.set('_id', { kind: 'exclude' });
      return (env, filter) => exclude(env.root, root, env, filter);
    }
    if (this.#id !== false) root.children.set('_id', root.children.get('_id') ?? { kind: 'include' });
    return (env, filter) => compute(include(env.root, root, env, filter), root, env);
  }

  #add(parts: readonly string[], value: Value): void {
    const path = parts.join('.');
    if (parts.includes(''))
      throw new MongoError(40353, `FieldPath must not end with a '.' or hold empty parts: '${path}'`);
    const last = parts.at(-1) ?? '';
    if (last === '$') {
      if (!this.#options.find)
        throw new MongoError(31324, 'positional projection cannot be used outside the root of find');
      const off = isNumber(value) ? isZero(value) : value === false;
      if (off) throw new MongoError(31395, 'positional projection cannot be used with exclusion');
      if (this.#positional)
        throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
      this.#positional = true;
      const before = parts.slice(0, -1);
      this.#includes ??= path;
      this.#put(before, { kind: 'positional', path: before.join('.') });
      return;
    }
    if (parts.includes('$'))
      throw new MongoError(31394, `A positional operator stands at the end of a path only: '${path}'`);
    if (parts.some((part) => part.startsWith('$')))
      throw new MongoError(16410, `FieldPath field names may not start with '$': '${path}'`);
    if (isNumber(value) || typeof value === 'boolean')
      this.#addFlag(parts, path, isNumber(value) ? !isZero(value) : value);
    else if (value instanceof Doc) this.#addDoc(parts, path, value);
    else this.#addComputed(parts, value);
  }

  #addFlag(parts: readonly string[], path: string, on: boolean): void {
    if (path === '_id') {
      this.#id = on;
      return;
    }
    if (on && this.#excludes !== undefined && this.#includes === undefined)
      throw new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
    if (on) this.#includes ??= path;
    else this.#excludes ??= path;
    this.#put(parts, on ? { kind: 'include' } : { kind: 'exclude' });
  }

  #addDoc(parts: readonly string[], path: string, value: Doc): void {
    const operator = value.firstKey();
    if (operator === undefined)
      throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (!operator.startsWith('$')) {
      this.addAll(value, parts);
      return;
    }
    if (this.#options.find && operator === '$slice' && isSliceArgument(value.get('$slice'))) {
      this.#put(parts, sliceNode(value.get('$slice')));
    } else if (this.#options.find && operator === '$elemMatch') {
      if (parts.length > 1) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field');
      this.#includes ??= this.#excludes === undefined ? path : undefined;
      this.#put(parts, elemMatchNode(value.get('$elemMatch')));
    } else this.#addComputed(parts, value);
  }

  #addComputed(parts: readonly string[], value: Value): void {
    if (this.#excludes !== undefined)
      throw new MongoError(
        value instanceof Doc ? 31252 : 31310,
        'Cannot use expressions in an exclusion projection',
      );
    this.#includes ??= parts.join('.');
    this.#put(parts, { kind: 'computed', evaluate: compileExpression(value, this.#options.scope) });
  }

  #put(parts: readonly string[], node: Node): void {
    let branch = this.#root;
    for (const part of parts.slice(0, -1)) {
      const next = branch.children.get(part) ?? { kind: 'branch', children: new Map() };
      if (next.kind !== 'branch') throw collision(parts);
      branch.children.set(part, next);
      branch = next;
    }
    const last = parts.at(-1) ?? '';
    if (branch.children.has(last)) throw new MongoError(31250, `Path collision at ${parts.join('.')}`);
    branch.children.set(last, node);
  }
}

function collision(parts: readonly string[]): MongoError {
  return new MongoError(31249, `Path collision at ${parts.join('.')}`);
}

function isSliceArgument(value: Maybe): boolean {
  return isNumber(value) || (Array.isArray(value) && value.length === 2 && value.every(isNumber));
}

function sliceNode(value: Maybe): Node {
  const [skip, limit] = Array.isArray(value) ? value : [undefined, value];
  const size = Number(toInteger(limit) ?? 0n);
  if (skip === undefined) return { kind: 'slice', skip: undefined, limit: size };
  if (size <= 0) throw new MongoError(28724, 'The limit of $slice must be positive');
  return { kind: 'slice', skip: Number(toInteger(skip) ?? 0n), limit: size };
}

function elemMatchNode(value: Maybe): Node {
  if (!(value instanceof Doc)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const filter = parseFilter(Doc.of({ element: Doc.of({ $elemMatch: value }) }));
  const matches = compileFilter(filter);
  return { kind: 'elemMatch', filter, matches: (item) => matches(Doc.of({ element: [item] })) };
}

function include(source: Doc, branch: Branch, env: Env, filter: Filter | undefined): Doc {
  const kept = new Map<string, Value>();
  for (const [key, value] of source.fields()) {
    const node = branch.children.get(key);
    const projected = node === undefined ? undefined : includeValue(value, node, env, filter);
    if (projected !== undefined) kept.set(key, projected);
  }
  return Doc.fromMap(kept);
}

function includeValue(value: Value, node: Node, env: Env, filter: Filter | undefined): Maybe {
  switch (node.kind) {
    case 'include':
      return value;
    case 'branch':
      return includeBelow(value, node, env, filter);
    case 'exclude':
    case 'computed':
      return undefined;
    default:
      return picked(value, node, env, filter);
  }
}

function includeBelow(value: Value, branch: Branch, env: Env, filter: Filter | undefined): Maybe {
  if (value instanceof Doc) return include(value, branch, env, filter);
  if (!Array.isArray(value)) return undefined;
  const items: Value[] = [];
  const computes = hasComputed(branch);
  for (const item of value) {
    const kept = includeBelow(item, branch, env, filter);
    // What is no document goes, but a computed field makes one in its place.
    if (kept !== undefined) items.push(kept);
    else if (computes) items.push(null);
  }
  return items;
}

type Picker = Extract<Node, { kind: 'slice' | 'elemMatch' | 'positional' }>;

function picked(value: Value, node: Picker, env: Env, filter: Filter | undefined): Maybe {
  if (!Array.isArray(value)) return node.kind === 'elemMatch' ? undefined : value;
  if (node.kind === 'slice') return sliced(value, node.skip, node.limit);
  if (node.kind === 'elemMatch') {
    const found = value.find(node.matches);
    return found === undefined ? undefined : [found];
  }
  const at = filter === undefined ? -1 : positionalMatch(filter, env.root, node.path);
  if (at === -1 || at >= value.length)
    throw new MongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  return value.slice(at, at + 1);
}

function sliced(items: readonly Value[], skip: number | undefined, limit: number): Value[] {
  if (skip === undefined) return limit >= 0 ? items.slice(0, limit) : items.slice(limit);
  const start = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(start, start + limit);
}

function exclude(source: Doc, branch: Branch, env: Env, filter: Filter | undefined): Doc {
  const kept = new Map<string, Value>();
  for (const [key, value] of source.fields()) {
    const node = branch.children.get(key);
    const projected = node === undefined ? value : excludeValue(value, node, env, filter);
    if (projected !== undefined) kept.set(key, projected);
  }
  return Doc.fromMap(kept);
}

function excludeValue(value: Value, node: Node, env: Env, filter: Filter | undefined): Maybe {
  switch (node.kind) {
    case 'include':
    case 'computed':
      return value;
    case 'exclude':
      return undefined;
    case 'branch':
      if (value instanceof Doc) return exclude(value, node, env, filter);
      return Array.isArray(value)
        ? value.map((item) => excludeValue(item, node, env, filter) ?? null)
        : value;
    default:
      return picked(value, node, env, filter);
  }
}

/** Adds the computed fields, in the order of the specification, behind the included ones. */
function compute(target: Doc, branch: Branch, env: Env): Doc {
  for (const [key, node] of branch.children) {
    if (node.kind === 'computed') {
      const value = node.evaluate(env);
      if (value === undefined) target.delete(key);
      else target.set(key, value);
    } else if (node.kind === 'branch' && hasComputed(node)) {
      target.set(key, computeBelow(target.get(key), node, env));
    }
  }
  return target;
}

function hasComputed(branch: Branch): boolean {
  return [...branch.children.values()].some(
    (node) => node.kind === 'computed' || (node.kind === 'branch' && hasComputed(node)),
  );
}

function computeBelow(value: Maybe, branch: Branch, env: Env): Value {
  if (Array.isArray(value)) return value.map((item) => computeBelow(item, branch, env));
  return compute(value instanceof Doc ? value.clone() : Doc.of({}), branch, env);
}

/** `$set`: computes fields into a document that otherwise stays as it is. */
export function compileAddFields(spec: Doc, scope: Scope): Projection {
  const root: Branch = { kind: 'branch', children: new Map() };
  addFieldNodes(spec, root, scope);
  return (env) => compute(env.root.clone(), root, env);
}

function addFieldNodes(spec: Doc, root: Branch, scope: Scope): void {
  for (const [key, value] of spec.fields()) {
    const parts = key.split('.');
    if (parts.some((part) => part === ''))
      throw new MongoError(40353, `FieldPath must not hold empty parts: '${key}'`);
    if (key.startsWith('$'))
      throw new MongoError(16410, `FieldPath field names may not start with '$': '${key}'`);
    let branch = root;
    for (const part of parts.slice(0, -1)) branch = childBranch(branch, part, parts);
    const last = parts.at(-1) ?? '';
    const nested = value instanceof Doc && !value.isEmpty && value.firstKey()?.startsWith('$') !== true;
    if (nested) addFieldNodes(value, childBranch(branch, last, parts), scope);
    else if (branch.children.has(last)) throw collision(parts);
    else branch.children.set(last, { kind: 'computed', evaluate: compileExpression(value, scope) });
  }
}

function childBranch(branch: Branch, part: string, parts: readonly string[]): Branch {
  const next = branch.children.get(part) ?? { kind: 'branch', children: new Map<string, Node>() };
  if (next.kind !== 'branch') throw collision(parts);
  branch.children.set(part, next);
  return next;
}
