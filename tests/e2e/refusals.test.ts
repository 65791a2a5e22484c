import { dayMs, minuteMs } from '@linli/server/platform/clock.ts';
import { describe, expect, it } from 'vitest';
import { fillIn, scan, send, thanks } from './rating.ts';
import { useStage } from './stage.ts';

const stage = useStage();

describe('a service that has been rated', () => {
  it('is not rated again, and says so where the code leads', async () => {
    const scene = await stage.served();
    const resident = await stage.person();
    await scan(resident, scene);
    await resident.radio('满意').click();
    await send(resident);
    await scan(resident, scene);
    await resident.sees('已经评价过了');
    expect(await resident.page.getByRole('radio').count()).toBe(0);

    const other = await stage.person();
    await scan(other, scene);
    await other.sees('已经评价过了');
  });

  it('is refused also to someone who had the form open', async () => {
    const scene = await stage.served();
    const [quick, slow] = [await stage.person(), await stage.person()];
    await scan(quick, scene);
    await scan(slow, scene);
    await fillIn(slow);
    await quick.radio('满意').click();
    await send(quick);
    await slow.button('提交评价').click();
    await slow.reads('这次服务已经评价过了');
    await slow.button('看我的评价').click();
    await slow.sees('还没有评价');
  });
});

it('a counter is not rated twice within ten minutes by the same resident, but by another', async () => {
  const resident = await stage.person();
  await scan(resident, 'c.A05');
  await resident.radio('满意').click();
  await send(resident);
  await scan(resident, 'c.A05');
  await resident.radio('非常不满意').click();
  await resident.button('提交评价').click();
  await resident.reads('您刚评价过这个窗口');

  const other = await stage.person();
  await scan(other, 'c.A05');
  await other.radio('不满意').click();
  await send(other);
  await other.sees(thanks);

  stage.server.clock.advance(11 * minuteMs);
  await resident.button('再提交一次').click();
  await resident.sees(thanks);
});

describe('a code that leads to no rating has a page of its own', () => {
  it.each([
    ['unknown', 'c.Z99', '没有认出这个码'],
    ['not one of ours', 'https://example.com/', '没有认出这个码'],
    ['revoked', 'c.A03-OLD', '这个码已停用'],
  ])('when it is %s', async (_why, scene, heading) => {
    const resident = await stage.person();
    await scan(resident, scene);
    await resident.sees(heading);
    await resident.button('改用窗口编号').click();
    await resident.field('窗口编号').fill('a01');
    await resident.button('去评价').click();
    await resident.sees('这次办事，您满意吗？');
  });

  it('when it has expired', async () => {
    const scene = await stage.served();
    stage.server.clock.advance(31 * dayMs);
    const resident = await stage.person();
    await scan(resident, scene);
    await resident.sees('评价期已过');
  });
});
