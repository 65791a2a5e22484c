import { imitation, pdf, photoWithPlace } from '@linli/server/testing/index.ts';
import { expect, it } from 'vitest';
import { fillIn, leaveContact, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();

/** A handler on the page of an accepted ticket with a contact. */
async function atTicket() {
  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  await leaveContact(resident, { name: '王小明', phone: '13812345678' });
  const ticket = await ticketOf(stage.server, await send(resident));
  const handler = await stage.person();
  await signIn(handler, ticket.handler.username);
  await handler.open(`staff/ticket/index?id=${ticket.id}`);
  await handler.button('接单').click();
  await handler.sees('办理中');
  const choose = async (button: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    const chooser = handler.page.waitForEvent('filechooser');
    await handler.button(button).click();
    await (await chooser).setFiles(file);
    await handler.sees('添加证据');
  };
  return { handler, choose };
}

it('a handler collects evidence: a photo, a paper, a video, a reference; looks at it and takes one back', async () => {
  const { handler, choose } = await atTicket();
  await choose('添加照片或录像', {
    name: 'IMG_1.jpg',
    mimeType: 'image/jpeg',
    buffer: await photoWithPlace(400, 300),
  });
  await handler.field('说明（可不填）').fill('排队情况');
  await handler.button('上传').click();
  await handler.button(/^排队情况，照片/).click();
  await handler.button('查看照片').click();
  const shown = handler.page.getByRole('img', { name: '排队情况' });
  await shown.waitFor();
  await expect.poll(() => shown.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBe(300);
  await handler.button('关闭').click();

  await choose('添加文件或录音', { name: '说明.pdf', mimeType: 'application/pdf', buffer: pdf });
  await handler.button('上传').click();
  await handler.button(/^文件，文件/).click();
  const saving = handler.page.waitForEvent('download');
  await handler.button('打开文件').click();
  expect((await saving).suggestedFilename()).toMatch(/\.pdf$/);

  await handler.button('移除这份证据').click();
  await handler.field('移除原因').fill('传错了工单');
  await handler.button('确认移除').click();
  await handler.reads('传错了工单');
  await handler.button('关闭').click();
  await handler.button(/^文件，已移除/).waitFor();

  await choose('添加照片或录像', {
    name: 'v.mp4',
    mimeType: 'video/mp4',
    buffer: imitation('mp4', 8_000_000),
  });
  await handler.button('上传').click();
  await handler.button(/^录像，录像 · 7.6 MB/).waitFor();

  await handler.button('引用窗口录音录像').click();
  await handler.field('开始时间').fill('00:01');
  await handler.field('结束时间').fill('00:02');
  await handler.button('保存引用').click();
  await handler.button(/^窗口录音录像/).waitFor();
  await handler.sees('证据');
});

it('a file that is no photo is refused in words, and what was typed stays', async () => {
  const { handler, choose } = await atTicket();
  await choose('添加照片或录像', {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<html>'),
  });
  await handler.field('说明（可不填）').fill('排队情况');
  await handler.button('上传').click();
  await handler.reads(/请换一种格式再传/);
  expect(await handler.field('说明（可不填）').inputValue()).toBe('排队情况');
});

it('each attempt to reach the resident stands in the contact log', async () => {
  const { handler } = await atTicket();
  await handler.button('联系居民').click();
  await handler.sees('联系居民');
  await handler.radio('电话').click();
  await handler.radio('没联系上').click();
  await handler.field('联系情况').fill('无人接听，下午再打');
  await handler.button('确认联系居民').click();
  await handler.sees('联系记录');
  await handler.reads('电话，没联系上');
});
