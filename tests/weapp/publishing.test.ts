import { expect, it } from 'vitest';
import type { MiniProgram } from './harness/mini-program.ts';
import { launch } from './launch.ts';
import { sampleAnswers } from './sample-answers.ts';
import { sampleBackend } from './sample-backend.ts';
import { signIn } from './staff-session.ts';

/** Editors and administrators in the weapp build. */

const button = (text: string | RegExp) => ({ role: 'button', text });

async function open(url: string, role: 'editor' | 'admin'): Promise<MiniProgram> {
  const { person, ...session } = sampleAnswers.signInStaff;
  const body = { ...session, person: { ...person, roles: [role] } };
  const { storage } = await signIn(sampleBackend({ signInStaff: () => ({ status: 200, body }) }));
  const program = launch({ url, storage, backend: sampleBackend() });
  await program.idle();
  return program;
}

async function press(program: MiniProgram, text: string): Promise<void> {
  program.page.tap(button(text));
  await program.idle();
}

async function type(program: MiniProgram, label: string, value: string): Promise<void> {
  program.page.type({ label }, value);
  await program.idle();
}

it('an editor writes a long article, adds a picture, looks at it and saves it', async () => {
  const program = await open('publishing/edit/index', 'editor');
  await type(program, '标题', '楼道里不能堆东西');
  await type(program, '摘要', '楼道是逃生的路。');
  program.page.tap({ role: 'radio', label: '法律解读' });
  await press(program, '选择事项');
  program.page.tap({ role: 'radio', label: '邻里纠纷' });
  await program.idle();
  program.page.tap({ role: 'checkbox', label: '全体居民' });
  await press(program, '下一步');
  const body = '楼道要畅通。'.repeat(1600);
  await type(program, '正文', body);
  program.person.file = { path: 'wxfile://tmp_photo.jpg', name: 'photo.jpg', size: 200_000 };
  await press(program, '加一张图片');
  await type(program, '图片上是什么', '堆满东西的楼道');
  await press(program, '上传并加到正文');
  await press(program, '下一步');
  await press(program, '下一步');
  await press(program, '选择责任部门');
  program.page.tap({ role: 'radio', label: '司法所' });
  await press(program, '下一步');
  await program.until(() => program.page.has(button('保存草稿')), 'the preview');
  expect(program.page.text()).toContain('装修有时间限制，先把事情记下来。');
  program.page.tap(button('保存草稿'));
  await program.until(() => program.page.route === 'publishing/article/index', 'the article');
  const saved = program.requests.find(({ path, method }) => method === 'POST' && /articles$/.test(path));
  expect(saved?.body).toMatchObject({
    content: {
      title: '楼道里不能堆东西',
      department: 'judicial-office',
      markdown: `${body}\n\n![堆满东西的楼道](image:${'8'.repeat(24)})\n`,
    },
  });
});

it('what an editor has typed is still there when the page is opened again', async () => {
  const program = await open('publishing/edit/index', 'editor');
  await type(program, '标题', '写到一半');
  await program.close();
  const { storage } = program;
  const again = launch({ url: 'publishing/edit/index', storage, backend: sampleBackend() });
  await again.until(() => again.page.has({ label: '标题' }), 'the form');
  await again.idle();
  expect(again.page.find({ label: '标题' }).attributes.value).toBe('写到一半');
});

it('an administrator prints codes and is told a screen’s token once', async () => {
  const codes = await open('administration/codes/index', 'admin');
  await press(codes, '全部打印成桌面名牌');
  const printed = codes.requests.find(({ path }) => path === '/api/v1/codes/print');
  expect(printed?.query).toEqual({ kind: 'counter', format: 'plate' });
  const screens = await open('administration/screens/index', 'admin');
  await press(screens, '登记一块小屏');
  await press(screens, '选择窗口');
  screens.page.tap({ role: 'radio' });
  await screens.idle();
  await type(screens, '名称', 'A01 小屏');
  await press(screens, '登记，取得口令');
  await screens.until(() => /\/screen\/#/.test(screens.page.text()), 'the token');
});
