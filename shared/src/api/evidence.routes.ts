import type { RouteTable } from './route.ts';

export const evidenceRoutes = {
  listEvidence: {
    method: 'GET',
    path: '/api/v1/tickets/:id/evidence',
    access: ['handler', 'supervisor', 'auditor'],
    summary: 'The evidence of a ticket, oldest first, also what was removed or has been erased since',
  },
  addEvidence: {
    method: 'POST',
    path: '/api/v1/tickets/:id/evidence',
    access: ['handler', 'supervisor'],
    takes: 'file',
    summary:
      'Adds a photo, PDF, recording or video to a ticket; the same `idempotencyKey` always answers with the first',
  },
  addRecording: {
    method: 'POST',
    path: '/api/v1/tickets/:id/evidence/recordings',
    access: ['handler', 'supervisor'],
    summary: 'Refers to the audio or video that a counter of the department has recorded, by its time',
  },
  getEvidenceFile: {
    method: 'GET',
    path: '/api/v1/tickets/:id/evidence/:evidenceId/file',
    access: ['handler', 'supervisor', 'auditor'],
    gives: 'file',
    summary: 'The content of one piece of evidence; each read is audited',
  },
  removeEvidence: {
    method: 'POST',
    path: '/api/v1/tickets/:id/evidence/:evidenceId/removal',
    access: ['handler', 'supervisor'],
    summary: 'Removes what the caller has added while the ticket is open; that it was there stays known',
  },
} as const satisfies RouteTable;
