import { demoPassword } from '@linli/server/demo/accounts.ts';
import { expect, it } from 'vitest';
import { useStage } from './stage.ts';
import { signIn } from './workbench.ts';

const stage = useStage();

/** Someone at the workbench. */
async function atWork(username: string) {
  await stage.server.app.identity.setPassword(username, demoPassword);
  const person = await stage.person();
  await signIn(person, username);
  return person;
}

it('an editor writes, a supervisor is told, sends back, approves; then residents read it', async () => {
  const editor = await atWork('editor');
  await editor.button('更多功能').click();
  await editor.button(/^普法文章/).click();
  await editor.button('写文章').click();
  await editor.field('标题').fill('楼道里不能堆东西');
  await editor.field('摘要').fill('楼道是大家的，也是逃生的路。');
  await editor.radio('法律解读').click();
  await editor.button('选择事项').click();
  await editor.radio('邻里纠纷').click();
  await editor.checkbox('全体居民').click();
  // The page is closed by mistake; what was typed is still there.
  await editor.open('publishing/edit/index');
  await editor.reads('已接着您上次没存的内容');
  expect(await editor.field('标题').inputValue()).toBe('楼道里不能堆东西');
  await editor.button('下一步').click();
  await editor.field('正文').fill('楼道要**畅通**。\n\n## 找谁\n\n- 物业\n- 消防 119');
  await editor.button('下一步').click();
  await editor.field('办事步骤（可以不写）').fill('先请邻居搬走\n再找物业');
  await editor.button('加一部法律').click();
  await editor.field('法律名称').fill('中华人民共和国消防法');
  await editor.field('条号（可以不写）').fill('28');
  await editor.button('好了').click();
  await editor.button('下一步').click();
  await editor.button('下一步').click();
  // Drawn as residents will see it.
  await editor.heading('找谁').waitFor();
  await editor.reads('《中华人民共和国消防法》第二十八条');
  await editor.button('保存草稿').click();
  await editor.button('提交审核').click();
  await editor.button('确认提交审核').click();
  await editor.reads('您参与写了这一稿，要请另一位同事审核。');

  const supervisor = await atWork('supervisor');
  await supervisor.button(/^消息/).click();
  await supervisor.button(/^有文章待审核，《楼道里不能堆东西》等您审核。/).click();
  await supervisor.button('退回修改').click();
  await supervisor.field('原因').fill('请写明门牌');
  await supervisor.button('确认退回修改').click();
  await supervisor.reads('沈文清退回：请写明门牌');

  await editor.page.reload();
  await editor.reads('沈文清退回：请写明门牌');
  await editor.button('修改').click();
  await editor.button('跳到预览和保存').click();
  await editor.button('保存草稿').click();
  await editor.button('提交审核').click();
  await editor.button('确认提交审核').click();
  await editor.reads('待审核');

  await supervisor.page.reload();
  await supervisor.button('审核通过').click();
  await supervisor.button('确认审核通过').click();
  await supervisor.button(/^居民怎么说/).waitFor();
  const { items } = (await stage.server.call('listArticles', { query: { q: '楼道' } })).body;
  expect(items.map(({ title }) => title)).toEqual(['楼道里不能堆东西']);
  const { body } = await stage.server.call('getArticle', { params: { id: items[0]?.id ?? '' } });
  expect(body.steps).toEqual(['先请邻居搬走', '再找物业']);
  expect(JSON.stringify(body.nodes)).toContain('rt-strong');
});
