import { dayOf } from '@linli/shared/working-time.ts';
import { type Connection, Schema } from 'mongoose';
import { type Clock, dayMs, later, secondMs } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';

/** How often a code was scanned on one day. Says nothing of who scanned it. */
interface ScanCount {
  /** `<scene>:<day>` */
  _id: string;
  scene: string;
  day: string;
  count: number;
  lastAt: Date;
  expiresAt: Date;
}

export interface CodeScans {
  /** Counts a scan: in memory, so that who scans waits for nothing; stored within seconds. */
  count(scene: string): void;
  /** What is known of these scenes. */
  of(scenes: readonly string[]): Promise<ReadonlyMap<string, { lastAt: Date; count: number }>>;
  /** Stores what was counted. */
  flush(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const keptDays = 30;
const flushMs = 5 * secondMs;
/** Scenes counted between two flushes; more than there are codes in an installation. */
const countedMax = 10_000;

const schema = new Schema<ScanCount>(
  {
    _id: { type: String, required: true },
    scene: { type: String, required: true },
    day: { type: String, required: true },
    count: { type: Number, required: true },
    lastAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'codeScans' },
)
  .index({ scene: 1, day: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export function createCodeScans(connection: Connection, clock: Clock, log: Log): CodeScans {
  const counts = connection.model<ScanCount>('CodeScanCount', schema);
  let counted = new Map<string, { scene: string; count: number; lastAt: Date }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    if (counted.size === 0) return;
    const batch = counted;
    counted = new Map();
    await counts.bulkWrite(
      [...batch].map(([_id, { scene, count, lastAt }]) => ({
        updateOne: {
          filter: { _id },
          update: {
            $inc: { count },
            $max: { lastAt },
            $setOnInsert: { scene, day: dayOf(lastAt), expiresAt: later(lastAt, (keptDays + 1) * dayMs) },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  return {
    count(scene) {
      const now = clock.now();
      const key = `${scene}:${dayOf(now)}`;
      const soFar = counted.get(key)?.count ?? 0;
      if (soFar > 0 || counted.size < countedMax) counted.set(key, { scene, count: soFar + 1, lastAt: now });
    },
    async of(scenes) {
      await flush();
      const from = dayOf(later(clock.now(), -keptDays * dayMs));
      const rows = await counts.find({ scene: { $in: [...scenes] }, day: { $gt: from } }).lean<ScanCount[]>();
      const known = new Map<string, { lastAt: Date; count: number }>();
      for (const { scene, count, lastAt } of rows) {
        const before = known.get(scene);
        known.set(scene, {
          count: count + (before?.count ?? 0),
          lastAt: before && before.lastAt > lastAt ? before.lastAt : lastAt,
        });
      }
      return known;
    },
    flush,
    start() {
      timer = setInterval(() => {
        flush().catch((error: unknown) => log.warn({ err: error }, 'scans were not counted'));
      }, flushMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await flush().catch((error: unknown) => log.warn({ err: error }, 'the last scans were not counted'));
    },
  };
}
