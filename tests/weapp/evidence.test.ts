import { describe, expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { sampleIds } from './sample-answers.ts';
import { errorAnswer, type Instead, sampleBackend } from './sample-backend.ts';
import { signIn } from './staff-session.ts';

/** Evidence in the weapp build: chosen with WeChat's own dialogues, sent and fetched with the session's token. */

const evidence = `/api/v1/tickets/${sampleIds.ticket}/evidence`;

async function openTicket(instead: Instead = {}): Promise<MiniProgram> {
  const program = await signIn(sampleBackend(instead));
  program.page.tap({ role: 'button', label: /GM-20261123-0001/ });
  await program.until(() => program.page.has({ role: 'button', text: '添加照片或录像' }), 'the evidence');
  await program.idle();
  program.person.file = { path: 'wxfile://tmp_photo.jpg', name: '说明.pdf', size: 1_200_000 };
  return program;
}

async function choose(program: MiniProgram, button = '添加照片或录像'): Promise<void> {
  program.page.tap({ role: 'button', text: button });
  await program.until(() => program.page.has({ role: 'dialog', label: '添加证据' }), 'the sheet');
}

describe('a handler', () => {
  it('sends a photo with a few words', async () => {
    const program = await openTicket();
    await choose(program);
    program.page.type({ label: '说明（可不填）' }, '窗口监控');
    await program.idle();
    program.page.tap({ role: 'button', text: '上传' });
    await program.until(() => !program.page.has({ role: 'dialog' }), 'the sheet to close');
    expect(program.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: evidence,
      query: { idempotencyKey: expect.stringMatching(/^[0-9a-z]{24}$/) },
      headers: { authorization: 'Bearer sample-access' },
      body: { caption: '窗口监控' },
      file: { name: 'file', path: 'wxfile://tmp_photo.jpg' },
    });
  });

  it('reads why a file was refused, keeps the words, and sends again with the same key', async () => {
    const keys: unknown[] = [];
    const program = await openTicket({
      addEvidence({ query }) {
        keys.push(query.idempotencyKey);
        return errorAnswer('file-kind-refused');
      },
    });
    await choose(program, '添加文件或录音');
    program.page.type({ label: '说明（可不填）' }, '情况说明');
    await program.idle();
    for (const _ of [1, 2]) {
      program.page.tap({ role: 'button', text: '上传' });
      await program.until(() => program.page.has({ role: 'alert', text: /换一种格式/ }), 'the reason');
      await program.idle();
    }
    expect(program.page.find({ label: '说明（可不填）' }).attributes.value).toBe('情况说明');
    expect(new Set(keys).size).toBe(1);
  });

  it('who chooses nothing after all is asked nothing more', async () => {
    const program = await openTicket();
    program.person.file = null;
    program.page.tap({ role: 'button', text: '添加照片或录像' });
    await program.idle();
    expect(program.page.has({ role: 'dialog' })).toBe(false);
  });

  it('opens a photo with WeChat’s viewer, fetched with the token', async () => {
    const program = await openTicket();
    program.page.tap({ role: 'button', label: /排队情况/ });
    await program.until(() => program.page.has({ role: 'button', text: '查看照片' }), 'the sheet');
    program.page.tap({ role: 'button', text: '查看照片' });
    await program.idle();
    expect(program.requests.at(-1)).toMatchObject({
      method: 'GET',
      path: `${evidence}/${sampleIds.ticket}/file`,
      headers: { authorization: 'Bearer sample-access' },
    });
    expect(program.calls.at(-1)).toMatchObject({ api: 'previewImage' });
  });

  it('is told when a file is lost', async () => {
    const program = await openTicket({ getEvidenceFile: () => errorAnswer('file-lost') });
    program.page.tap({ role: 'button', label: /排队情况/ });
    await program.until(() => program.page.has({ role: 'button', text: '查看照片' }), 'the sheet');
    program.page.tap({ role: 'button', text: '查看照片' });
    await program.until(() => program.page.has({ role: 'alert', text: /已不在存储里/ }), 'the reason');
  });

  it('refers to a recording by counter and time', async () => {
    const program = await openTicket();
    program.page.tap({ role: 'button', text: '引用窗口录音录像' });
    await program.until(() => program.page.has({ role: 'dialog' }), 'the sheet');
    program.page.tap({ role: 'radio', label: /^A02/ });
    await program.idle();
    for (const [label, value] of [
      ['日期', '2026-11-23'],
      ['开始时间', '09:00'],
      ['结束时间', '09:20'],
    ] as const) {
      program.page.type({ label }, value);
      await program.idle();
    }
    program.page.tap({ role: 'button', text: '保存引用' });
    await program.until(() => !program.page.has({ role: 'dialog' }), 'the sheet to close');
    expect(program.requests.at(-1)).toMatchObject({
      path: `${evidence}/recordings`,
      body: { counter: 'A02', from: '2026-11-23T01:00:00.000Z', to: '2026-11-23T01:20:00.000Z' },
    });
  });
});
