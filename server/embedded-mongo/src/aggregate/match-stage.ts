import type { Doc } from '../bson/doc.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { PipelineContext } from './stage.ts';

/** A `$match` filter, whose `$expr` may use the variables of a surrounding `$lookup`. */
export function bindFilter(source: Doc, context: PipelineContext): Filter {
  return parseFilter(source, { scope: context.scope, vars: context.vars });
}
