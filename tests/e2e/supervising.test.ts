import { demoPassword } from '@linli/server/demo/accounts.ts';
import { expect, it } from 'vitest';
import type { Person } from './person.ts';
import { complaint, fillIn, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();

async function ratedBadly() {
  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  return ticketOf(stage.server, await send(resident));
}

/** A member of staff in front of what the menu calls `entry`. */
async function at(username: string, entry: RegExp): Promise<Person> {
  await stage.server.app.identity.setPassword(username, demoPassword);
  const member = await stage.person();
  await signIn(member, username);
  await member.button('更多功能').click();
  await member.button(entry).click();
  return member;
}

it('the person rated appeals an entry, a supervisor upholds it, and both read what was decided', async () => {
  await ratedBadly();
  const clerk = await at('clerk', /^我的评价情况/);
  await clerk.button(new RegExp(`^${complaint.grade}`)).click();
  await clerk.button('提交申诉').click();
  await clerk.reads('请写明理由');
  await clerk.field('申诉理由').fill('当时系统中断，我已当面说明');
  await clerk.button('提交申诉').click();
  await clerk.button(/申诉/).waitFor();

  const supervisor = await at('supervisor', /^申诉处理/);
  await supervisor.button(/当时系统中断/).click();
  await supervisor.sees(/：不满意$/);
  await supervisor.button('确认').click();
  await supervisor.reads('请选一个结果');
  await supervisor.radio('申诉成立，不计入指标').click();
  await supervisor.field('处理理由').fill('核对了系统日志，情况属实');
  await supervisor.button('确认').click();
  await supervisor.reads('没有这样的申诉');
  await supervisor.page.getByRole('tab', { name: '已处理' }).click();
  await supervisor.button(/当时系统中断/).click();
  await supervisor.reads('核对了系统日志，情况属实');

  await clerk.reopen();
  await clerk.open('oversight/my-figures/index');
  await clerk.reads(/申诉成立 1 条，不计入上面的指标/);
  await clerk.button(new RegExp(`^${complaint.grade}`)).click();
  await clerk.reads('核对了系统日志，情况属实');
});

it('a bulletin is drafted from the figures, edited, published, and read by the staff it is for', async () => {
  await ratedBadly();
  const supervisor = await at('supervisor', /^通报/);
  await supervisor.button('起草通报').click();
  await supervisor.button('写出初稿').click();
  await supervisor.sees('修改记录');
  await supervisor.button('修改').click();
  const text = await supervisor.field('正文').inputValue();
  expect(text).toMatch(/差评/);
  await supervisor.field('标题').fill('十一月好差评通报');
  await supervisor.field('正文').fill(`${text}\n请各窗口备好一次性告知单。`);
  await supervisor.button('保存').click();
  await supervisor.sees('十一月好差评通报');
  await supervisor.button('发布').click();
  await supervisor.button('确认发布').click();
  await supervisor.reads('已发布');
  expect(await supervisor.button('修改').count(), 'what is published stays').toBe(0);

  const clerk = await at('clerk', /^通报/);
  await clerk.button(/十一月好差评通报/).click();
  await clerk.reads(/请各窗口备好一次性告知单/);
  await clerk.open('staff/messages/index');
  await clerk.reads(/十一月好差评通报/);
});

it('a supervisor asks where a bad rating would go, and why others would not get it', async () => {
  const supervisor = await at('supervisor', /^工单会分给谁/);
  await supervisor.button('换一个窗口').click();
  await supervisor.radio(/^A01/).click();
  await supervisor.radio('非常不满意').click();
  await supervisor.button('看看会分给谁').click();
  await supervisor.sees(/^会分给：/);
  await supervisor.reads('符合的规则');
  await supervisor.reads(/张在办/);
});

it('an auditor finds who did what to a ticket', async () => {
  const { id, number, handler } = await ratedBadly();
  const owner = await stage.person();
  await signIn(owner, handler.username);
  await owner.open(`staff/ticket/index?id=${id}`);
  await owner.button('接单').click();
  await owner.sees('办理中');
  const auditor = await at('auditor', /^审计记录/);
  await auditor.button('筛选').click();
  await auditor.field('对象').fill(number);
  await auditor.button('查看').click();
  await auditor.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await auditor.reads(number);
  await auditor.button(new RegExp(`^工单：接单，.*${handler.name}`)).click();
  await auditor.reads('链与序号');
});
