import { Readable } from 'node:stream';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../../platform/clock.ts';
import { useEvidence } from '../../../testing/evidence-stage.ts';
import { pdf } from '../../../testing/index.ts';

const stage = useEvidence();

describe('removal', () => {
  test('is for who added it, with a reason; that it was there stays known', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf, { caption: '传错的' });
    const before = (await stage.stored()).length;
    const params = { id: ticket.id, evidenceId };
    const supervisor = await stage.tokenOf('supervisor');
    const bySupervisor = await stage.server.call.refused('removeEvidence', {
      token: supervisor,
      params,
      body: { reason: '不需要' },
    });
    expect([bySupervisor.status, (await stage.list(supervisor, ticket.id)).items[0]?.removable]).toEqual([
      403,
      false,
    ]);
    const noReason = await stage.server.call.refused('removeEvidence', {
      token: ticket.token,
      params,
      body: { reason: ' ' },
    });
    expect(noReason.code).toBe('invalid-request');

    const { body } = await stage.server.call('removeEvidence', {
      token: ticket.token,
      params,
      body: { reason: '传错了窗口' },
    });
    expect(body.items).toMatchObject([
      { id: evidenceId, caption: '传错的', gone: { reason: '传错了窗口' }, removable: false },
    ]);
    expect((await stage.fetchFile(ticket.token, ticket.id, evidenceId)).status).toBe(404);
    expect((await stage.stored()).length).toBe(before - 1);
    const { body: after } = await stage.server.call('getTicket', {
      token: ticket.token,
      params: { id: ticket.id },
    });
    expect(after.history.at(-1)).toMatchObject({ kind: 'evidence-removed', text: '传错了窗口' });
    const again = await stage.server.call('removeEvidence', {
      token: ticket.token,
      params,
      body: { reason: '再来一次' },
    });
    expect(again.body.items[0]?.gone?.reason).toBe('传错了窗口');
    expect(await stage.auditOf('evidence-remove', ticket.id)).toHaveLength(2);
  });

  test('and adding end with the ticket', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    await stage.close(ticket.id);
    const body = { reason: '不需要了' };
    const params = { id: ticket.id, evidenceId };
    const refused = await stage.server.call.refused('removeEvidence', { token: ticket.token, params, body });
    expect([refused.status, refused.code]).toEqual([409, 'ticket-action-not-allowed']);
    expect((await stage.add(ticket.token, ticket.id, pdf)).body.error?.code).toBe(
      'ticket-action-not-allowed',
    );
    expect(await stage.list(ticket.token, ticket.id)).toMatchObject({
      addable: false,
      items: [{ removable: false }],
    });
  });
});

describe('the sweep', () => {
  test('removes what a process left behind that died before the file was attached, after a day', async () => {
    const orphan = await stage.server.app.files.take(Readable.from([pdf]));
    stage.clock.advance(23 * hourMs);
    await stage.server.app.tickets.sweepEvidence();
    expect(await stage.stored()).toContain(orphan.key);
    stage.clock.advance(2 * hourMs);
    await stage.server.app.tickets.sweepEvidence();
    expect(await stage.stored()).not.toContain(orphan.key);
  });

  test('keeps what a process attached that died before it could say so', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const past = { $set: { lookAt: stage.clock.now() } };
    await stage.server.database.connection.collection('files').updateMany({}, past);
    await stage.server.app.tickets.sweepEvidence();
    expect((await stage.fetchFile(ticket.token, ticket.id, evidenceId)).status).toBe(200);
    expect((await stage.notes()).filter(({ lookAt }) => lookAt)).toEqual([]);
  });

  test('removes what a process took out of a ticket that died before it deleted the file', async () => {
    const ticket = await stage.newTicket();
    await stage.added(ticket, pdf);
    const tickets = stage.server.database.connection.collection('tickets');
    const row = await tickets.findOne({ _id: new Types.ObjectId(ticket.id) });
    const key = row?.evidence[0].fileKey;
    await stage.server.app.files.doubt(key);
    await tickets.updateOne({ _id: new Types.ObjectId(ticket.id) }, { $set: { 'evidence.0.fileKey': null } });
    stage.clock.advance(2 * minuteMs);
    await stage.server.app.tickets.sweepEvidence();
    expect(await stage.stored()).not.toContain(key);
  });

  test('erases the evidence of a ticket 180 days after it was closed, and nothing else of it', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf, { caption: '监控截图' });
    await stage.close(ticket.id);
    const readAfter = async (days: number) => {
      stage.clock.advance(days * dayMs);
      await stage.server.app.tickets.sweepEvidence();
      return (await stage.fetchFile(await stage.tokenOf(ticket.handler), ticket.id, evidenceId)).status;
    };
    expect(await readAfter(179)).toBe(200);
    const held = await stage.stored();
    expect(await readAfter(2)).toBe(404);
    expect((await stage.stored()).length).toBe(held.length - 1);
    expect((await stage.list(await stage.tokenOf(ticket.handler), ticket.id)).items).toMatchObject([
      { id: evidenceId, caption: '监控截图', gone: { by: null, reason: null } },
    ]);
    expect(await stage.auditOf('evidence-erase', ticket.id)).toEqual(['done null ticket']);
  });
});
