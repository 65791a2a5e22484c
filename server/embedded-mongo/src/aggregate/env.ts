import type { Doc } from '../bson/doc.ts';
import type { Maybe } from '../bson/types.ts';

/** What an expression is computed from: the document and the variables in sight. */
export interface Env {
  readonly root: Doc;
  readonly vars: ReadonlyMap<string, Maybe>;
}

export type Evaluate = (env: Env) => Maybe;

/** The names of the variables in sight while an expression is compiled. */
export type Scope = ReadonlySet<string>;

export const noScope: Scope = new Set();
export const noVars: ReadonlyMap<string, Maybe> = new Map();
