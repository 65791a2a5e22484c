import { noticeText } from '@linli/shared/notifications.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { WechatFault } from '../../platform/wechat/index.ts';
import { faultWords, unknownFault } from './copy.ts';
import type { DeliveryNeeds } from './delivery.ts';
import type { Notification, NotificationModels } from './model.ts';
import { carrierOf } from './templates.ts';

export interface FailedDeliveryNeeds {
  staffMember: DeliveryNeeds['staffMember'];
  audit: Audit;
  clock: Clock;
}

/** What was given up, for who looks after the installation. */
export function createFailedDeliveries(
  { notifications }: NotificationModels,
  { staffMember, audit, clock }: FailedDeliveryNeeds,
): Handlers<'listFailedDeliveries' | 'deliverAgain'> {
  function present({ _id, notice, personId, at, delivery }: Notification) {
    const toStaff = carrierOf(notice) === 'robot';
    return {
      id: _id.toHexString(),
      ...noticeText(notice),
      staffName: toStaff ? (staffMember(personId)?.name ?? '') : null,
      at: at.toISOString(),
      failedAt: (delivery?.failedAt ?? at).toISOString(),
      tries: delivery?.tries ?? 0,
      reason: reasonOf(delivery?.fault),
    };
  }

  return {
    async listFailedDeliveries({ query }) {
      const rows = await notifications
        .find({
          'delivery.failedAt': { $exists: true },
          ...afterCursor('delivery.failedAt', 'descending', query.cursor),
        })
        .sort({ 'delivery.failedAt': -1, _id: -1 })
        .limit(query.limit + 1)
        .lean<Notification[]>();
      const { page, nextCursor } = cutPage(rows, query.limit, ({ at, delivery }) => delivery?.failedAt ?? at);
      return { items: page.map(present), nextCursor };
    },

    async deliverAgain({ actor, params, ip }) {
      const { matchedCount } = await notifications.updateOne(
        { _id: new Types.ObjectId(params.id), 'delivery.failedAt': { $exists: true } },
        {
          $set: { 'delivery.dueAt': clock.now(), 'delivery.tries': 0 },
          $unset: { 'delivery.failedAt': 1 },
        },
      );
      if (matchedCount === 0) throw new ApiError('not-found');
      await audit.record({
        chain: 'settings',
        actor: { kind: 'staff', id: actor.id },
        action: 'message-again',
        subject: { kind: 'message', id: params.id },
        outcome: 'done',
        ip,
      });
      return undefined;
    },
  };
}

const isFault = (text: string): text is WechatFault => Object.hasOwn(faultWords, text);

const reasonOf = (fault: string | null | undefined) =>
  fault && isFault(fault) ? faultWords[fault] : unknownFault;
