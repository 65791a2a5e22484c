import type { Doc } from '../bson/doc.ts';
import type { Maybe, Value } from '../bson/types.ts';
import type { View } from '../query/scan.ts';
import type { Pause } from '../query/slice.ts';
import type { Store } from '../storage/store.ts';
import type { Scope } from './env.ts';

export type Stream = Iterable<Doc | Pause>;
/** A stage consumes a stream of documents and gives another; pauses pass through. */
export type Stage = (input: Stream) => Stream;

/** What stages are compiled for. */
export interface PipelineContext {
  readonly store: Store;
  readonly db: string;
  readonly view: View;
  readonly vars: ReadonlyMap<string, Maybe>;
  readonly scope: Scope;
}

/** Compiles one stage; `following` are the stages behind it, which a `$sort` looks at. */
export type StageCompiler = (operand: Value, context: PipelineContext, following?: readonly Value[]) => Stage;
