import { residentPageOf } from '@linli/shared/subscriptions.ts';
import type { Types } from 'mongoose';
import { type Clock, dayMs, hourMs, later, minuteMs, secondMs } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import {
  isWechatFault,
  type WechatClient,
  type WechatFault,
  type WorkRobot,
} from '../../platform/wechat/index.ts';
import type { Notification, NotificationModels } from './model.ts';
import { carrierOf, fillTemplate, robotText, type TemplateSettings } from './templates.ts';

/** What carries messages further than the inbox. Without templates or robot, nothing does. */
export interface Carriers {
  templates: TemplateSettings;
  robot: WorkRobot | null;
}

export interface DeliveryNeeds {
  wechat: Pick<WechatClient, 'sendSubscribeMessage'>;
  carriers: Carriers;
  /** By whom WeChat knows a resident; null when the account is closed. */
  openidOf(residentId: Types.ObjectId): Promise<string | null>;
  /** A member of staff; null when they have left. */
  staffMember(id: Types.ObjectId): { username: string; name: string } | null;
  clock: Clock;
  log: Log;
  /** From 0 to 1; spreads the tries. */
  random: () => number;
}

/** Messages taken in one round of one process. */
const roundSize = 20;
/** Whoever tries has this long; then another process takes it for dead. */
const leaseMs = minuteMs;
/** The pause after the first try; the next is twice as long, up to `pauseMax`, and by chance up to half more. */
const firstPauseMs = 30 * secondMs;
const pauseMaxMs = hourMs;
/** After so many tries, or when it is this old, nobody waits for it any more. */
const triesMax = 10;
const oldMs = dayMs;

/** The person does not want it, or is no more: nothing that somebody should look at. */
const notWanted: readonly WechatFault[] = ['not-consented', 'person-unknown', 'account-refused'];
/** Trying again does not help: somebody has to look. */
const forSomebody: readonly WechatFault[] = ['field-wrong', 'misconfigured'];

/** Whether a notice goes further than the inbox. */
export function isCarried({ templates, robot }: Carriers, notice: Notification['notice']): boolean {
  const carrier = carrierOf(notice);
  if (carrier === 'robot') return robot !== null;
  return carrier !== null && templates[carrier.template] !== undefined;
}

/**
 * One round: takes what is due, one process each, and tries to deliver it. A message whose process died while sending
 * is sent again (at least once); which message it was, its occasion says.
 */
export async function deliverDue({ notifications }: NotificationModels, needs: DeliveryNeeds): Promise<void> {
  const now = needs.clock.now();
  const due = await notifications
    .find({ 'delivery.dueAt': { $lte: now } })
    .sort({ 'delivery.dueAt': 1 })
    .limit(roundSize)
    .lean<Notification[]>();
  for (const { _id, delivery } of due) {
    const taken = await notifications
      .findOneAndUpdate(
        { _id, 'delivery.tries': delivery?.tries ?? 0, 'delivery.dueAt': delivery?.dueAt ?? now },
        { $inc: { 'delivery.tries': 1 }, $set: { 'delivery.dueAt': later(now, leaseMs) } },
        { returnDocument: 'after' },
      )
      .lean<Notification>();
    if (!taken) continue;
    const change = await send(taken, needs).then(
      () => ended({ sentAt: needs.clock.now(), fault: null }),
      (error: unknown) => afterFault(taken, error, needs),
    );
    await notifications.updateOne({ _id, 'delivery.tries': taken.delivery?.tries ?? 0 }, change);
  }
}

/** @throws WechatError */
async function send(message: Notification, needs: DeliveryNeeds): Promise<void> {
  const { notice, personId, subject, at, unread } = message;
  const carrier = carrierOf(notice);
  // Whoever has read it in the app needs no second word of it.
  if (carrier === null || !unread) return;
  if (carrier === 'robot') {
    const member = needs.staffMember(personId);
    if (member) await needs.carriers.robot?.say(robotText(notice, member.name), [member.username]);
    return;
  }
  const setting = needs.carriers.templates[carrier.template];
  const openid = await needs.openidOf(personId);
  if (!setting || openid === null) return;
  await needs.wechat.sendSubscribeMessage({
    openid,
    templateId: setting.id,
    page: residentPageOf(subject.kind, subject.id.toHexString()),
    fields: fillTemplate(setting, carrier, notice, at),
  });
}

const ended = (how: { sentAt?: Date; failedAt?: Date; fault: string | null }) => ({
  $set: Object.fromEntries(Object.entries(how).map(([name, value]) => [`delivery.${name}`, value])),
  $unset: { 'delivery.dueAt': 1 },
});

function afterFault({ at, delivery }: Notification, error: unknown, { clock, log, random }: DeliveryNeeds) {
  const fault = isWechatFault(error) ? error.fault : 'internal';
  if (isWechatFault(error, ...notWanted)) return ended({ fault });
  const now = clock.now();
  const tries = delivery?.tries ?? 1;
  const givenUp =
    isWechatFault(error, ...forSomebody) || tries >= triesMax || later(at, oldMs).getTime() <= now.getTime();
  if (givenUp) {
    log.warn({ err: error, fault }, 'a message could not be delivered; given up');
    return ended({ failedAt: now, fault });
  }
  const pauseMs = Math.min(firstPauseMs * 2 ** (tries - 1), pauseMaxMs) * (1 + random() / 2);
  const wishMs = isWechatFault(error, 'limited') ? (error.retryAfterSeconds ?? 0) * secondMs : 0;
  return { $set: { 'delivery.dueAt': later(now, Math.max(pauseMs, wishMs)), 'delivery.fault': fault } };
}
