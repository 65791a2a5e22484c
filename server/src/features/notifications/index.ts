import type { MyDataExport } from '@linli/shared/api/types.ts';
import { type Notice, noticeText } from '@linli/shared/notifications.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import { type Connection, Types } from 'mongoose';
import { type ChangeLog, type TopicsFor, topic } from '../../platform/changes.ts';
import { dayMs, later, secondMs } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import { createPoller, type Poller } from '../../platform/poller.ts';
import { type DeliveryNeeds, deliverDue, isCarried } from './delivery.ts';
import { createFailedDeliveries, type FailedDeliveryNeeds } from './failed.ts';
import { type Notification, notificationModels, type SubscriptionAnswer } from './model.ts';
import { createSubscriptions } from './subscriptions.ts';

export { standInTemplates, type TemplateSettings, templateSetting } from './templates.ts';

type NotificationEndpoints =
  | 'listNotifications'
  | 'readNotifications'
  | 'listFailedDeliveries'
  | 'deliverAgain'
  | 'getSubscriptionOffer'
  | 'answerSubscription';

/** What a resident gave that a ticket is about. */
export interface CaseSource {
  kind: TicketKind;
  id: Types.ObjectId;
}

export interface Notifications extends Poller {
  handlers: Handlers<NotificationEndpoints>;
  /**
   * Puts a message into each person's inbox, and on its way to WeChat. Told again of the same occasion, a person has it
   * once, so whoever is not sure that it was done does it again.
   */
  tell(
    personIds: readonly Types.ObjectId[],
    occasion: string,
    notice: Notice,
    subject: Notification['subject'],
  ): Promise<void>;
  /** Tells the resident whose rating or feedback it is; nobody, once that is not known any more. */
  tellResidentOf(source: CaseSource, occasion: string, notice: Notice): Promise<void>;
  /** Delivers what is due, one round. Each process does so every second. */
  deliver(): Promise<void>;
  /** Everything a resident was told and asked, newest first. */
  exportOf(residentId: string): Promise<Pick<MyDataExport, 'messages' | 'reminders'>>;
  /** Removes what a resident was told and asked. */
  forget(residentId: string): Promise<void>;
  /** What somebody may hear of, live: that there is a message for them. */
  topicsFor: TopicsFor;
}

export interface NotificationNeeds extends DeliveryNeeds, FailedDeliveryNeeds {
  connection: Connection;
  changes: ChangeLog;
  /** Whose rating or feedback it is; null when that is not known any more. */
  residentOf(source: CaseSource): Promise<Types.ObjectId | null>;
}

/** How long a message stays in the inbox. */
const keepMs = 180 * dayMs;

/** More unread messages are not counted: nobody needs to know whether it is 200 or 300. */
const unreadMax = 99;

export function createNotifications(needs: NotificationNeeds): Notifications {
  const { connection, clock, carriers, log } = needs;
  const models = notificationModels(connection);
  const { notifications, answers } = models;
  const deliver = () => deliverDue(models, needs);

  const inboxChanged = (personIds: readonly Types.ObjectId[]) =>
    needs.changes.tell(personIds.map((id) => ({ topic: topic('person', id) })));

  async function tell(
    personIds: readonly Types.ObjectId[],
    occasion: string,
    notice: Notice,
    subject: Notification['subject'],
  ): Promise<void> {
    const at = clock.now();
    const common = {
      ...{ occasion, notice, subject, at, unread: true, expiresAt: later(at, keepMs) },
      ...(isCarried(carriers, notice) && { delivery: { dueAt: at, tries: 0, fault: null } }),
    };
    for (const personId of personIds) {
      await notifications.create({ ...common, personId }).catch((error: unknown) => {
        if (!duplicateKeyOf(error)) throw error;
      });
    }
    await inboxChanged(personIds);
  }

  return {
    handlers: {
      async listNotifications({ actor, query }) {
        const personId = new Types.ObjectId(actor.id);
        const [rows, unread] = await Promise.all([
          notifications
            .find({ personId, ...afterCursor('at', 'descending', query.cursor) })
            .sort({ at: -1, _id: -1 })
            .limit(query.limit + 1)
            .lean<Notification[]>(),
          notifications.countDocuments({ personId, unread: true }, { limit: unreadMax }),
        ]);
        const { page, nextCursor } = cutPage(rows, query.limit, (row) => row.at);
        return { items: page.map(present), nextCursor, unread };
      },

      async readNotifications({ actor, body }) {
        const which =
          'ids' in body
            ? { _id: { $in: body.ids.map((id) => new Types.ObjectId(id)) } }
            : { unread: true, at: { $lte: new Date(body.until) } };
        const personId = new Types.ObjectId(actor.id);
        await notifications.updateMany({ personId, ...which }, { $set: { unread: false } });
        // The same person may look at the number on another device.
        await inboxChanged([personId]);
      },

      ...createFailedDeliveries(models, needs),
      ...createSubscriptions(models, carriers.templates, clock),
    },

    tell,
    async tellResidentOf(source, occasion, notice) {
      const residentId = await needs.residentOf(source);
      if (residentId) await tell([residentId], occasion, notice, source);
    },
    deliver,
    topicsFor: ({ kind, id }) => (kind === 'device' ? [] : [[topic('person', id), 'inbox']]),
    async exportOf(residentId) {
      const personId = new Types.ObjectId(residentId);
      const [told, asked] = await Promise.all([
        notifications.find({ personId }).sort({ at: -1, _id: -1 }).lean<Notification[]>(),
        answers.find({ residentId: personId }).lean<SubscriptionAnswer[]>(),
      ]);
      return {
        messages: told.map(({ notice, at, unread }) => ({
          ...noticeText(notice),
          at: at.toISOString(),
          read: !unread,
        })),
        reminders: asked
          .sort((one, other) => other.at.getTime() - one.at.getTime())
          .map(({ subject, accepted, at }) => ({ about: subject.kind, accepted, at: at.toISOString() })),
      };
    },
    async forget(residentId) {
      const personId = new Types.ObjectId(residentId);
      await notifications.deleteMany({ personId });
      await answers.deleteMany({ residentId: personId });
    },
    ...createPoller('deliver messages', secondMs, deliver, log),
  };
}

function present({ _id, notice, subject, at, unread }: Notification) {
  return {
    id: _id.toHexString(),
    kind: notice.kind,
    ...noticeText(notice),
    subject: { kind: subject.kind, id: subject.id.toHexString() },
    at: at.toISOString(),
    read: !unread,
  };
}
