import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { useEvidence } from '../../../testing/evidence-stage.ts';
import { imitation, pdf, rateBadly } from '../../../testing/index.ts';

const stage = useEvidence();

describe('who may', () => {
  test('handler and supervisor add; colleagues, other departments, auditors, residents and strangers do not', async () => {
    const ticket = await stage.newTicket();
    const colleague = ticket.handler === 'handler' ? 'handler.zhou' : 'handler';
    expect((await stage.add(await stage.tokenOf('supervisor'), ticket.id, pdf)).status).toBe(201);
    const before = await stage.stored();
    const answers: [string, string | undefined, number][] = [
      ['colleague', await stage.tokenOf(colleague), 403],
      ['auditor', await stage.tokenOf('auditor'), 403],
      ['other department', await stage.tokenOf('judicial.yang'), 404],
      ['clerk', await stage.tokenOf('clerk'), 403],
      ['resident', ticket.resident, 403],
      ['stranger', undefined, 401],
    ];
    for (const [who, token, status] of answers) {
      expect([who, (await stage.add(token, ticket.id, pdf)).status]).toEqual([who, status]);
    }
    expect(await stage.stored()).toEqual(before);
    expect(await stage.auditOf('evidence-add', ticket.id)).toContainEqual(expect.stringMatching(/^refused /));
  });

  test('handler, supervisor and auditor read, each time on record; nobody else does', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const colleague = ticket.handler === 'handler' ? 'handler.zhou' : 'handler';
    const answers: [string, string, number][] = [
      ['handler', ticket.token, 200],
      ['supervisor', await stage.tokenOf('supervisor'), 200],
      ['auditor', await stage.tokenOf('auditor'), 200],
      ['colleague', await stage.tokenOf(colleague), 403],
      ['other department', await stage.tokenOf('judicial.yang'), 404],
      ['clerk', await stage.tokenOf('clerk'), 403],
      ['resident', ticket.resident, 403],
      ['stranger', '', 401],
    ];
    for (const [who, token, status] of answers) {
      const answer = await stage.fetchFile(token, ticket.id, evidenceId);
      expect([who, answer.status]).toEqual([who, status]);
      const listed = await stage.server.call.raw('listEvidence', { token, params: { id: ticket.id } });
      expect([who, listed.status]).toEqual([who, status]);
    }
    const { name } = stage.server.app.organization.directory().staffByUsername(ticket.handler) ?? {};
    const entries = await stage.auditOf('evidence-read', evidenceId);
    expect(entries.filter((entry) => entry.startsWith('done'))).toHaveLength(3);
    expect(entries).toContain(`done ${name} evidence`);
    expect(entries.filter((entry) => entry.startsWith('refused'))).toHaveLength(2);
    expect(await stage.server.app.audit.firstBreak('tickets')).toBeNull();
  });

  test('never the person rated, also when they handle tickets of the department', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const supervisor = stage.server.app.organization.directory().staffByUsername('supervisor');
    const filter = { _id: new Types.ObjectId(ticket.id) };
    const rated = { $set: { ratedStaffIds: [supervisor?._id] } };
    await stage.server.database.connection.collection('tickets').updateOne(filter, rated);
    const token = await stage.tokenOf('supervisor');
    expect((await stage.fetchFile(token, ticket.id, evidenceId)).status).toBe(404);
    expect((await stage.add(token, ticket.id, pdf)).status).toBe(404);
  });

  test('evidence of one ticket cannot be had through another', async () => {
    const [mine, other] = [await stage.newTicket(), await stage.newTicket()];
    const evidenceId = await stage.added(mine, pdf);
    expect((await stage.fetchFile(await stage.tokenOf(other.handler), other.id, evidenceId)).status).toBe(
      404,
    );
  });

  test('nothing of it reaches the resident', async () => {
    const { ticketId, ratingId, resident, handler } = await rateBadly(stage.server);
    await stage.added({ id: ticketId, token: await stage.tokenOf(handler) }, pdf, { caption: '内部材料' });
    const { body } = await stage.server.call('getMyRating', { token: resident, params: { id: ratingId } });
    expect(JSON.stringify(body)).not.toContain('内部材料');
  });
});

describe('reading', () => {
  test('gives the file in a way that nothing in it can run, and no cache keeps it', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const { headers } = await stage.fetchFile(ticket.token, ticket.id, evidenceId);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="\d{8}-[0-9A-Z]{4}-1\.pdf"$/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  test.each([
    ['bytes=100-199', 206, 'bytes 100-199/5000', [100, 200]],
    ['bytes=4900-', 206, 'bytes 4900-4999/5000', [4900, 5000]],
    ['bytes=-50', 206, 'bytes 4950-4999/5000', [4950, 5000]],
    ['bytes=4000-9999', 206, 'bytes 4000-4999/5000', [4000, 5000]],
    ['bytes=0-1,5-9', 200, null, [0, 5000]],
    ['lines=1-2', 200, null, [0, 5000]],
    ['bytes=5000-', 416, 'bytes */5000', [0, 0]],
  ])('with %s answers %i', async (range, status, contentRange, [from, to]) => {
    const ticket = await stage.newTicket();
    const content = imitation('wav', 5000).map((byte, index) => (index < 64 ? byte : index % 251));
    const evidenceId = await stage.added(ticket, Buffer.from(content));
    const answer = await stage.fetchFile(ticket.token, ticket.id, evidenceId, { range });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([status, contentRange]);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(body.equals(Buffer.from(content.subarray(from, to)))).toBe(true);
  });

  test('goes on where it broke off only if the file is still the same', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const etag = (await stage.fetchFile(ticket.token, ticket.id, evidenceId)).headers.get('etag') ?? '';
    const resume = (ifRange: string) =>
      stage.fetchFile(ticket.token, ticket.id, evidenceId, { range: 'bytes=5-', 'if-range': ifRange });
    expect((await resume(etag)).status).toBe(206);
    expect((await resume('"another"')).status).toBe(200);
  });

  test('what the store has lost says so', async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, pdf);
    const row = await stage.server.database.connection
      .collection('tickets')
      .findOne({ _id: new Types.ObjectId(ticket.id) });
    await stage.server.app.files.remove(row?.evidence[0].fileKey);
    const answer = await stage.fetchFile(ticket.token, ticket.id, evidenceId);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'file-lost' } }]);
    expect(answer.headers.get('content-disposition')).toBeNull();
  });
});
