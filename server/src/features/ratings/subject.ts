import { parseScene } from '@linli/shared/scenes.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Counter, Directory } from '../organization/index.ts';
import type { ServiceRecord, ServiceRecords } from '../service-records/index.ts';

/** What a scanned code lets one rate: a counter, or one service given there. */
export type RatingSubject =
  | { kind: 'counter'; counter: Counter }
  | { kind: 'service-record'; counter: Counter; record: ServiceRecord };

/**
 * Reads a scene and finds what it stands for; no look-up for a static code, one for a dynamic one.
 * @throws scan-code-unknown, scan-code-revoked, scan-code-expired
 */
export async function resolveScene(
  sceneText: string,
  directory: Directory,
  records: ServiceRecords,
  clock: Clock,
): Promise<RatingSubject> {
  const scene = parseScene(sceneText);
  if (scene?.kind !== 'counter' && scene?.kind !== 'service-record') throw new ApiError('scan-code-unknown');
  if (scene.kind === 'counter') {
    const found = directory.counterByScanCode(scene.code);
    if (!found) throw new ApiError('scan-code-unknown');
    if (found.retired) throw new ApiError('scan-code-revoked');
    return { kind: 'counter', counter: found.counter };
  }
  const record = await records.findByToken(scene.token);
  const counter = record && directory.counter(record.counterId);
  if (!record || !counter) throw new ApiError('scan-code-unknown');
  if (record.expiresAt <= clock.now()) throw new ApiError('scan-code-expired');
  return { kind: 'service-record', counter, record };
}
