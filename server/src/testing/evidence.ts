import { randomUUID } from 'node:crypto';
import type { EvidenceList } from '@linli/shared/api/types.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';
import type { ApiCall } from './api-call.ts';

export interface Adding {
  caption?: string;
  /** The client's key for this file. */
  key?: string;
  /** What the client calls it; decides nothing. */
  name?: string;
}

/** The evidence as it is then, or what went wrong. */
type AddingAnswer = Partial<EvidenceList & ErrorAnswer>;

/** Adds a file to a ticket as wx.uploadFile and browsers do, and answers with whatever came of it. */
export async function addEvidence(
  call: ApiCall,
  token: string | undefined,
  id: string,
  content: Buffer,
  { caption, key = randomUUID(), name = 'file' }: Adding = {},
): Promise<{ status: number; body: AddingAnswer }> {
  const form = new FormData();
  if (caption !== undefined) form.set('caption', caption);
  form.set('file', new Blob([Uint8Array.from(content)]), name);
  const parts = { params: { id }, query: { idempotencyKey: key }, ...(token && { token }) };
  const response = await call.raw('addEvidence', parts, { body: form });
  return { status: response.status, body: (await response.json()) as AddingAnswer };
}
