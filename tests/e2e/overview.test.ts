import { demoPassword } from '@linli/server/demo/accounts.ts';
import { hourMs } from '@linli/server/platform/clock.ts';
import { expect, it } from 'vitest';
import { fillIn, scan, send } from './rating.ts';
import { useStage } from './stage.ts';
import { signIn, ticketOf } from './workbench.ts';

const stage = useStage();

it('a supervisor sees a bad rating arrive by itself, and finds its ticket late', async () => {
  await stage.server.app.identity.setPassword('supervisor', demoPassword);
  const supervisor = await stage.person();
  await supervisor.page.clock.install();
  await signIn(supervisor, 'supervisor');
  await supervisor.button('更多功能').click();
  await supervisor.button(/^督办总览/).click();
  await supervisor.sees('待办工单 0 件');

  const resident = await stage.person();
  await scan(resident, await stage.served());
  await fillIn(resident);
  const ticket = await ticketOf(stage.server, await send(resident));
  await supervisor.page.clock.fastForward('00:31');
  await supervisor.sees('待办工单 1 件');

  // Whatever the hour: by then office hours have come, and the quarter of an hour to accept it has passed.
  stage.server.clock.advance(14 * 24 * hourMs);
  await stage.server.app.identity.setPassword('supervisor', demoPassword);
  await signIn(supervisor, 'supervisor');
  await supervisor.button('更多功能').click();
  await supervisor.button(/^督办总览/).click();
  await supervisor.button('已超时 1').click();
  await supervisor.button('只看：已超时').waitFor();
  await supervisor.button(new RegExp(ticket.number)).click();
  await supervisor.sees('待接单');
  expect(supervisor.page.url()).toContain(ticket.id);
});
