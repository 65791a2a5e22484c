import { LineCounter, parseDocument } from 'yaml';
import type { ZodType, z } from 'zod';
import type { FileProblem } from './file-problems.ts';

/** What was read, and in which line each part of it stands; or what is wrong. */
type ReadYaml<Value> =
  | { value: Value; lineOf(path: readonly PropertyKey[]): number }
  | { problems: FileProblem[] };

/**
 * Reads YAML by a schema; each problem names its line.
 * @param linesBefore how many lines of the file stand before the text
 */
export function readYaml<Schema extends ZodType>(
  text: string,
  schema: Schema,
  linesBefore = 0,
): ReadYaml<z.output<Schema>> {
  const lines = new LineCounter();
  // In the core schema 2021-01-01 is text: dates stay what people wrote.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core' });
  const lineAt = (offset: number) => lines.linePos(offset).line + linesBefore;
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(({ pos, message }) => ({
        line: lineAt(pos[0]),
        message: `YAML 写法有误：${message.split('\n')[0]}`,
      })),
    };
  const parsed = schema.safeParse(document.toJS());
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  if (parsed.success) return { value: parsed.data, lineOf };
  return {
    problems: parsed.error.issues.map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
      return {
        line: lineOf(path),
        message: `${issue.path.join('.') || path.join('.')}: ${issue.message}`,
      };
    }),
  };
}

/** Where the innermost part of the path stands that is there. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
