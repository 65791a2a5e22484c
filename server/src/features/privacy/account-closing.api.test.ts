import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { consentTo } from '../../demo/story.ts';
import { minuteMs } from '../../platform/clock.ts';
import { heldContact, useHoldings } from '../../testing/index.ts';

const stage = useHoldings();
const { collection, ticketOf, raw, rate, complain, closeTicketOf, sweep, audited } = stage;

describe('closing the account', () => {
  const close = async (eraseComments = false) =>
    (await stage.server.call('closeAccount', { token: stage.token, body: { eraseComments } })).body;

  test('ends every session at once, and the next sign-in is a new person’s', async () => {
    const before = (await stage.server.call('signInWithWechat', { body: { code: `demo-${stage.name}` } }))
      .body;
    await rate({ grade: 5 });
    await close();
    for (const old of [stage.token, before.accessToken])
      expect((await stage.server.call.refused('whoAmI', { token: old })).code).toBe('session-ended');
    const refresh = { body: { refreshToken: before.refreshToken } };
    expect((await stage.server.call.refused('refreshSession', refresh)).code).toBe('session-ended');
    const after = (await stage.server.call('signInWithWechat', { body: { code: `demo-${stage.name}` } }))
      .body;
    expect(after.person.id).not.toBe(before.person.id);
    const { items } = (await stage.server.call('listMyRatings', { token: after.accessToken })).body;
    expect(items).toEqual([]);
  });

  test('leaves nothing that leads from a rating to the person', async () => {
    const closed = await rate();
    await closeTicketOf(closed);
    const feedback = await complain();
    const { id: residentId } = (await stage.server.call('whoAmI', { token: stage.token })).body;
    const openid = (await stage.server.call('exportMyData', { token: stage.token })).body.account
      .wechatOpenid;
    expect(await close()).toEqual({ waiting: 0 });
    const id = new Types.ObjectId(residentId);
    for (const of of ['ratings', 'feedback'])
      expect(await collection(of).countDocuments({ residentId: id })).toBe(0);
    expect(await raw('ratings', closed.id)).toMatchObject({ grade: 1, contact: null, comment: '等了很久' });
    expect(await raw('feedback', feedback.id)).toMatchObject({ contact: null, comment: '字太小' });
    const resident = await raw('residents', residentId);
    expect(resident).toMatchObject({ openidSealed: '', openidDigest: `closed ${residentId}` });
    expect(JSON.stringify(resident)).not.toContain(openid);
    expect(await audited('account-close', residentId)).toBe(1);
    expect(await stage.server.app.audit.firstBreak('privacy')).toBeNull();
  });

  test('takes the words along if asked, and waits for open tickets', async () => {
    const open = await rate();
    const good = await rate({ grade: 5 });
    const { id } = (await stage.server.call('whoAmI', { token: stage.token })).body;
    expect(await close(true)).toEqual({ waiting: 1 });
    expect(await collection('ratings').countDocuments({ residentId: new Types.ObjectId(id) })).toBe(0);
    expect(await raw('ratings', good.id)).toMatchObject({ grade: 5, comment: null, contact: null });
    expect((await ticketOf(open.id))?.personal).toMatchObject({ comment: '等了很久' });
    await closeTicketOf(open);
    stage.server.clock.advance(11 * minuteMs);
    await sweep();
    expect((await ticketOf(open.id))?.personal).toMatchObject({ comment: null, contact: null });
    expect(await raw('ratings', open.id)).toMatchObject({ grade: 1, comment: null, contact: null });
  });

  test('twice at once closes it once', async () => {
    const { id } = (await stage.server.call('whoAmI', { token: stage.token })).body;
    await rate({ grade: 5 });
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => close()));
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [String(answer.reason)] : [],
    );
    for (const refusal of refusals) expect(refusal).toContain('session-ended');
    expect(refusals.length).toBeLessThan(5);
    expect(await audited('account-close', id)).toBe(1);
  });

  test('is finished by the sweep when the process died after the first write', async () => {
    const rating = await rate({ grade: 5 });
    const { id } = (await stage.server.call('whoAmI', { token: stage.token })).body;
    await stage.server.app.identity.closeAccount(id, true);
    stage.server.clock.advance(minuteMs);
    await Promise.all([stage.server.app.privacy.finishClosings(), stage.server.app.privacy.finishClosings()]);
    expect((await stage.server.call.refused('whoAmI', { token: stage.token })).code).toBe('session-ended');
    const stored = await raw('ratings', rating.id);
    expect(stored).toMatchObject({ grade: 5, contact: null, comment: null });
    expect(String(stored?.residentId)).not.toBe(id);
    expect(await collection('residents').countDocuments({ closingDue: true })).toBe(0);
    expect(
      await collection('sessions').countDocuments({ personId: new Types.ObjectId(id), endedAt: null }),
    ).toBe(0);
  });

  test('also reaches what a request under way wrote behind its back', async () => {
    const { id } = (await stage.server.call('whoAmI', { token: stage.token })).body;
    await close(true);
    const late = { kind: 'resident', id, sessionId: '' } as const;
    const { id: ratingId } = await stage.server.app.ratings.handlers.submitRating({
      actor: late,
      body: {
        scene: 'c.L01',
        grade: 5,
        tags: [],
        comment: '晚到的留言',
        anonymous: false,
        contact: heldContact,
        consent: consentTo('rating-contact'),
        idempotencyKey: randomUUID(),
      },
      params: undefined,
      query: undefined,
      ip: '',
    });
    await stage.server.app.privacy.finishClosings();
    expect(String((await raw('ratings', ratingId))?.residentId)).toBe(id);
    stage.server.clock.advance(minuteMs);
    await stage.server.app.privacy.finishClosings();
    const stored = await raw('ratings', ratingId);
    expect(stored).toMatchObject({ contact: null, comment: null });
    expect(String(stored?.residentId)).not.toBe(id);
  });
});
