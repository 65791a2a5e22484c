import { randomUUID } from 'node:crypto';
import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import type { ErrorAnswer } from '@linli/shared/errors.ts';
import type { ApiCall } from './api-call.ts';

/** Adds a file to an appointment as wx.uploadFile and browsers do, and answers with whatever came of it. */
export async function addAttachment(
  call: ApiCall,
  token: string | undefined,
  id: string,
  content: Buffer,
  key: string = randomUUID(),
): Promise<{ status: number; body: Partial<AppointmentDetail & ErrorAnswer> }> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(content)]), 'file');
  const parts = { params: { id }, query: { idempotencyKey: key }, ...(token && { token }) };
  const response = await call.raw('addAttachment', parts, { body: form });
  return {
    status: response.status,
    body: (await response.json()) as Partial<AppointmentDetail & ErrorAnswer>,
  };
}
