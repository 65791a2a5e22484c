import type { Handlers } from '../../../platform/http/mount.ts';
import { createEvidenceRemoval } from './removal.ts';
import { createEvidenceService, type EvidenceNeeds } from './service.ts';

type EvidenceEndpoints =
  | 'listEvidence'
  | 'addEvidence'
  | 'addRecording'
  | 'getEvidenceFile'
  | 'removeEvidence';

/** What an investigation has collected: photos, papers, recordings. Residents see none of it. */
export function createEvidence(needs: EvidenceNeeds & { evidenceDays: number }) {
  const service = createEvidenceService(needs);
  const removal = createEvidenceRemoval(needs);
  const handlers: Handlers<EvidenceEndpoints> = {
    listEvidence: ({ actor, params }) => service.list(actor, params.id),
    addEvidence: ({ actor, params, query, upload, ip }) =>
      service.add(actor, params.id, query.idempotencyKey, upload, ip),
    addRecording: ({ actor, params, body, ip }) => service.addRecording(actor, params.id, body, ip),
    getEvidenceFile: ({ actor, params, ip }) => service.read(actor, params.id, params.evidenceId, ip),
    removeEvidence: ({ actor, params, body, ip }) =>
      removal.remove(actor, params.id, params.evidenceId, body.reason, ip),
  };
  return { handlers, sweep: removal.sweep };
}
