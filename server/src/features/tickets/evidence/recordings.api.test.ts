import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dayMs } from '../../../platform/clock.ts';
import { useEvidence } from '../../../testing/evidence-stage.ts';

/** Its clock stands at half past nine in Beijing on 23 November 2026. */
const stage = useEvidence();

const span = { from: '2026-11-23T01:00:00.000Z', to: '2026-11-23T01:20:00.000Z' };
const reference = (more: object = {}) => ({
  idempotencyKey: randomUUID(),
  counter: 'A02',
  ...span,
  caption: '办理全程',
  ...more,
});

async function refused(token: string | undefined, id: string, body: object) {
  const parts = { params: { id }, body, ...(token && { token }) };
  const { status, code } = await stage.server.call.refused('addRecording', parts);
  return `${status} ${code}`;
}

describe('a reference to a counter’s recording', () => {
  test('names counter and time, and can be removed by who made it', async () => {
    const { id, token } = await stage.newTicket();
    const body = reference();
    await stage.server.call('addRecording', { token, params: { id }, body });
    const again = await stage.server.call('addRecording', { token, params: { id }, body });
    const expected = {
      kind: 'recording',
      counter: { code: 'A02' },
      ...span,
      caption: '办理全程',
      gone: null,
    };
    expect(again.body.items).toMatchObject([expected]);
    expect(await stage.auditOf('evidence-add', id)).toHaveLength(1);

    const evidenceId = again.body.items[0]?.id ?? '';
    expect((await stage.fetchFile(token, id, evidenceId)).status).toBe(404);
    const params = { id, evidenceId };
    const { body: after } = await stage.server.call('removeEvidence', {
      token,
      params,
      body: { reason: '时间写错了' },
    });
    expect(after.items).toMatchObject([{ kind: 'recording', gone: { reason: '时间写错了' } }]);
  });

  test('is for the counters of the department, which are offered', async () => {
    const { id, token } = await stage.newTicket();
    const { counters } = await stage.list(token, id);
    expect(counters.map(({ code }) => code)).toContain('A02');
    expect(await refused(token, id, reference({ counter: 'Z99' }))).toBe('400 recording-not-of-department');
    const others = stage.server.app.organization.directory().counters();
    const elsewhere = others.find(({ scanCode }) => !counters.some(({ code }) => code === scanCode));
    expect(await refused(token, id, reference({ counter: elsewhere?.scanCode }))).toBe(
      '400 recording-not-of-department',
    );
  });

  test.each([
    ['ends before it begins', { from: span.to, to: span.from }],
    ['takes no time', { to: span.from }],
    ['is longer than a day at the office', { from: '2026-11-22T01:00:00.000Z' }],
    ['lies in the future', { to: '2026-11-23T01:31:00.000Z' }],
  ])('that %s is refused', async (_what, wrong) => {
    const { id, token } = await stage.newTicket();
    expect(await refused(token, id, reference(wrong))).toBe('400 recording-time-wrong');
  });

  test('that says nothing, or too much, is refused', async () => {
    const { id, token } = await stage.newTicket();
    for (const wrong of [
      { counter: '' },
      { from: 'today' },
      { caption: '长'.repeat(51) },
      { idempotencyKey: 'short' },
    ]) {
      expect(await refused(token, id, reference(wrong))).toBe('400 invalid-request');
    }
  });

  test('is for handler and supervisor, on an open ticket', async () => {
    const ticket = await stage.newTicket();
    expect(await refused(undefined, ticket.id, reference())).toBe('401 not-signed-in');
    expect(await refused(ticket.resident, ticket.id, reference())).toBe('403 not-allowed');
    expect(await refused(await stage.tokenOf('auditor'), ticket.id, reference())).toBe('403 not-allowed');
    expect(await refused(await stage.tokenOf('judicial.yang'), ticket.id, reference())).toBe('404 not-found');
    await stage.close(ticket.id);
    expect(await refused(ticket.token, ticket.id, reference())).toBe('409 ticket-action-not-allowed');
  });

  test('stays when the files of its ticket are erased', async () => {
    const ticket = await stage.newTicket();
    const { id, token } = ticket;
    await stage.server.call('addRecording', { token, params: { id }, body: reference() });
    await stage.added(ticket, Buffer.from('%PDF-1.7\n'));
    await stage.close(id);
    stage.clock.advance(181 * dayMs);
    await stage.server.app.tickets.sweepEvidence();
    const { items } = await stage.list(await stage.tokenOf(ticket.handler), id);
    expect(items.map(({ kind, gone }) => [kind, gone === null])).toEqual([
      ['recording', true],
      ['document', false],
    ]);
  });
});
