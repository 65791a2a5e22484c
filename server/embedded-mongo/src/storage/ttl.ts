import { Doc } from '../bson/doc.ts';
import { BsonDate } from '../bson/types.ts';
import type { Services } from '../commands/command.ts';

/** What the monitor hands its deletions to. */
export interface Submitter {
  submit(
    request: { name: string; db: string; body: Doc; connectionId: number },
    respond: (reply: Doc) => void,
  ): void;
}

/** How often the monitor looks whether its pause is over: the pause can be changed while it runs. */
const tickMs = 250;

/** Deletes expired documents at every pause of the monitor, as an ordinary command would. */
export function startTtlMonitor(services: Services, executor: Submitter): { stop(): void } {
  let last = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - last < services.settings.ttlSeconds * 1000) return;
    last = Date.now();
    for (const collection of services.store.collections()) {
      for (const { spec, ready } of collection.indexes) {
        const field = spec.key.firstKey();
        if (!ready || spec.expireAfterSeconds === undefined || field === undefined) continue;
        const limit = new BsonDate(Date.now() - spec.expireAfterSeconds * 1000);
        const expired = Doc.of({ q: Doc.of({ [field]: Doc.of({ $lt: limit }) }), limit: 0 });
        const body = Doc.of({
          delete: collection.name,
          deletes: [partialToo(expired, spec.partial?.source)],
          $db: collection.db,
        });
        executor.submit({ name: 'delete', db: collection.db, body, connectionId: 0 }, () => undefined);
      }
    }
  }, tickMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** A partial TTL index expires only the documents it holds. */
function partialToo(statement: Doc, partial: Doc | undefined): Doc {
  const expired = statement.get('q');
  if (partial === undefined || expired === undefined) return statement;
  return Doc.of({ q: Doc.of({ $and: [expired, partial] }), limit: 0 });
}
