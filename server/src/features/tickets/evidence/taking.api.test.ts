import { once } from 'node:events';
import { request } from 'node:http';
import { fileMaxBytes } from '@linli/shared/files.ts';
import { evidenceMax } from '@linli/shared/limits.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { useEvidence } from '../../../testing/evidence-stage.ts';
import { imitation, pdf, photoWithPlace, placeMarks } from '../../../testing/index.ts';

const stage = useEvidence();

describe('a file', () => {
  test.each([
    ['document', 'application/pdf', pdf],
    ['audio', 'audio/mp4', imitation('m4a')],
    ['audio', 'audio/aac', imitation('aac')],
    ['audio', 'audio/mpeg', imitation('mp3')],
    ['audio', 'audio/amr', imitation('amr')],
    ['audio', 'audio/wav', imitation('wav')],
    ['video', 'video/mp4', imitation('mp4')],
    ['video', 'video/quicktime', imitation('mov')],
    ['video', 'video/3gpp', imitation('3gp')],
    ['video', 'video/webm', imitation('webm')],
  ])('is known as %s (%s) by its content, whatever it is called', async (kind, mediaType, content) => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, content, { name: 'holiday.jpg' });
    expect((await stage.list(ticket.token, ticket.id)).items).toMatchObject([
      { id: evidenceId, kind, mediaType, size: content.length, gone: null, removable: true },
    ]);
    const answer = await stage.fetchFile(ticket.token, ticket.id, evidenceId);
    expect(answer.headers.get('content-type')).toBe(mediaType);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  });

  test('is shown with its caption, who added it and when', async () => {
    const ticket = await stage.newTicket();
    await stage.added(ticket, pdf, { caption: ' 情况说明 ' });
    const [item] = (await stage.list(ticket.token, ticket.id)).items;
    expect(item).toMatchObject({ caption: '情况说明', at: stage.clock.now().toISOString() });
    const { body } = await stage.server.call('getTicket', { token: ticket.token, params: { id: ticket.id } });
    expect(body.history.at(-1)).toMatchObject({ kind: 'evidence-added', by: item?.by, text: '情况说明' });
  });

  test.each([
    [
      'a web page called photo.jpg',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      415,
      'file-kind-refused',
    ],
    [
      'an SVG, which could carry scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'file-kind-refused',
    ],
    ['a program', Buffer.from('MZ\u0090\0\u0003\0\0\0\u0004', 'latin1'), 415, 'file-kind-refused'],
    ['a ZIP', Buffer.from('PK\u0003\u0004\u0014\0\0\0', 'latin1'), 415, 'file-kind-refused'],
    ['nothing', Buffer.alloc(0), 400, 'file-empty'],
    [
      'a photo that breaks off',
      Buffer.from('\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0', 'latin1'),
      400,
      'photo-unreadable',
    ],
  ])('is refused and leaves nothing when it is %s', async (_what, content, status, code) => {
    const ticket = await stage.newTicket();
    const before = [await stage.stored(), await stage.notes()];
    const refused = await stage.add(ticket.token, ticket.id, content, { name: 'photo.jpg' });
    expect([refused.status, refused.body.error?.code]).toEqual([status, code]);
    expect([await stage.stored(), await stage.notes()]).toEqual(before);
    expect((await stage.list(ticket.token, ticket.id)).items).toEqual([]);
  });

  test('of 50 MB is taken, one byte more is refused with what to do, and leaves nothing', {
    timeout: 60_000,
  }, async () => {
    const ticket = await stage.newTicket();
    const largest = imitation('mp4', fileMaxBytes);
    await stage.added(ticket, largest);
    const before = [await stage.stored(), await stage.notes()];
    const refused = await stage.add(ticket.token, ticket.id, imitation('mp4', fileMaxBytes + 1));
    expect([refused.status, refused.body.error?.code]).toEqual([413, 'file-too-large']);
    expect(refused.body.error?.message).toMatch(/50 MB/);
    expect([await stage.stored(), await stage.notes()]).toEqual(before);
  });

  test('that claims no length is stopped at the limit all the same', { timeout: 60_000 }, async () => {
    const ticket = await stage.newTicket();
    const before = [await stage.stored(), await stage.notes()];
    const { status, text } = await sendInPieces(ticket, 52);
    expect([status, text]).toEqual([413, expect.stringContaining('file-too-large')]);
    expect([await stage.stored(), await stage.notes()]).toEqual(before);
  });

  test.each([0.001, 1, 9])('whose sender goes away after %f MB leaves nothing', async (megabytes) => {
    const ticket = await stage.newTicket();
    const before = [await stage.stored(), await stage.notes()];
    await sendInPieces(ticket, megabytes, { goAway: true });
    await expect.poll(async () => [await stage.stored(), await stage.notes()]).toEqual(before);
    expect((await stage.list(ticket.token, ticket.id)).items).toEqual([]);
  });

  test('that does not come as a form is refused', async () => {
    const { id, token } = await stage.newTicket();
    const parts = { token, params: { id }, query: { idempotencyKey: 'k'.repeat(16) } };
    for (const contentType of ['application/json', 'multipart/form-data', 'image/jpeg']) {
      const answer = await stage.server.call.raw('addEvidence', parts, {
        body: 'x'.repeat(100),
        headers: { 'content-type': contentType },
      });
      expect([contentType, answer.status]).toEqual([contentType, 400]);
    }
    const noFile = new FormData();
    noFile.set('caption', '没有文件');
    const answer = await stage.server.call.raw('addEvidence', parts, { body: noFile });
    expect(await answer.json()).toMatchObject({ error: { code: 'file-empty' } });
  });

  test('with too long a caption, or an unknown field, is refused and leaves nothing', async () => {
    const ticket = await stage.newTicket();
    const before = await stage.stored();
    const refused = await stage.add(ticket.token, ticket.id, pdf, { caption: '长'.repeat(51) });
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'invalid-request']);
    expect(await stage.stored()).toEqual(before);
  });

  test('sent twice with the same key is there once', async () => {
    const ticket = await stage.newTicket();
    const key = 'the-same-key-twice';
    const before = (await stage.stored()).length;
    await Promise.all([1, 2, 3].map(() => stage.add(ticket.token, ticket.id, pdf, { key })));
    const again = await stage.add(ticket.token, ticket.id, imitation('wav'), { key });
    expect([again.status, again.body.items?.length]).toEqual([201, 1]);
    expect((await stage.list(ticket.token, ticket.id)).items).toMatchObject([{ kind: 'document' }]);
    expect((await stage.stored()).length).toBe(before + 1);
  });

  test('beyond what a ticket holds is refused', { timeout: 60_000 }, async () => {
    const ticket = await stage.newTicket();
    for (let count = 0; count < evidenceMax; count += 1) await stage.added(ticket, pdf);
    const refused = await stage.add(ticket.token, ticket.id, pdf);
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'evidence-full']);
  });
});

describe('a photo', () => {
  test('is drawn anew: upright, and without place, time and camera', async () => {
    const ticket = await stage.newTicket();
    const original = await photoWithPlace();
    for (const mark of placeMarks) expect(original.includes(mark), mark).toBe(true);
    const evidenceId = await stage.added(ticket, original);
    const answer = await stage.fetchFile(ticket.token, ticket.id, evidenceId);
    const photo = Buffer.from(await answer.arrayBuffer());
    for (const mark of placeMarks) expect(photo.includes(mark), mark).toBe(false);
    const { exif, xmp, iptc, orientation, width, height, format } = await sharp(photo).metadata();
    expect({ exif, xmp, iptc, orientation }).toEqual({});
    expect([format, width, height]).toEqual(['jpeg', 80, 120]);
  });

  test('loses what was hidden behind the picture', async () => {
    const ticket = await stage.newTicket();
    const original = Buffer.concat([await photoWithPlace(), Buffer.from('<script>hidden</script>')]);
    const evidenceId = await stage.added(ticket, original);
    const photo = Buffer.from(
      await (await stage.fetchFile(ticket.token, ticket.id, evidenceId)).arrayBuffer(),
    );
    expect(photo.includes('hidden')).toBe(false);
  });

  test.each(['png', 'webp'] as const)('in %s stays one', async (format) => {
    const ticket = await stage.newTicket();
    const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0a0' } });
    const evidenceId = await stage.added(ticket, await image.toFormat(format).toBuffer());
    expect((await stage.fetchFile(ticket.token, ticket.id, evidenceId)).headers.get('content-type')).toBe(
      `image/${format}`,
    );
  });

  test('larger than a screen needs is made smaller', { timeout: 60_000 }, async () => {
    const ticket = await stage.newTicket();
    const evidenceId = await stage.added(ticket, await photoWithPlace(6000, 4500));
    const photo = Buffer.from(
      await (await stage.fetchFile(ticket.token, ticket.id, evidenceId)).arrayBuffer(),
    );
    const { width, height } = await sharp(photo).metadata();
    expect([width, height]).toEqual([3072, 4096]);
  });

  test('of a few kilobytes with a hundred million pixels is refused', { timeout: 60_000 }, async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const ticket = await stage.newTicket();
    const refused = await stage.add(ticket.token, ticket.id, bomb);
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'photo-unreadable']);
  });
});

/** Sends a video piece by piece without saying how long it will be. */
async function sendInPieces(
  { id, token }: { id: string; token: string },
  megabytes: number,
  { goAway = false } = {},
): Promise<{ status: number; text: string }> {
  const boundary = 'linli-test-boundary';
  const sending = request(
    `${stage.server.url}/api/v1/tickets/${id}/evidence?idempotencyKey=${'p'.repeat(20)}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    },
  );
  const ended = once(sending, goAway ? 'error' : 'response');
  ended.catch(() => {});
  sending.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="v.mp4"\r\n\r\n`);
  const piece = imitation('mp4', 64 * 1024);
  for (let sent = 0; sent < megabytes * 1024 * 1024; sent += piece.length) {
    if (!sending.write(piece)) await once(sending, 'drain');
  }
  if (goAway) {
    sending.destroy(new Error('gone'));
    await ended;
    return { status: 0, text: '' };
  }
  sending.end(`\r\n--${boundary}--\r\n`);
  const [response] = await ended;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
}
