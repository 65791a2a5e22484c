import { type Notice, noticeText } from '@linli/shared/notifications.ts';
import { type Connection, Types } from 'mongoose';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import { duplicateKeyOf } from '../../platform/errors.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import { type Notification, notificationModel } from './model.ts';

export interface Notifications {
  handlers: Handlers<'listNotifications' | 'readNotifications'>;
  /**
   * Puts a message into each person's inbox. Told again of the same occasion, a person has it once, so whoever is
   * not sure that it was done does it again.
   */
  tell(
    personIds: readonly Types.ObjectId[],
    occasion: string,
    notice: Notice,
    subject: Notification['subject'],
  ): Promise<void>;
}

/** How long a message stays in the inbox. */
const keepMs = 180 * dayMs;

/** More unread messages are not counted: nobody needs to know whether it is 200 or 300. */
const unreadMax = 99;

export function createNotifications(connection: Connection, clock: Clock): Notifications {
  const notifications = notificationModel(connection);
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
      },
    },

    async tell(personIds, occasion, notice, subject) {
      const at = clock.now();
      const common = { occasion, notice, subject, at, unread: true, expiresAt: later(at, keepMs) };
      for (const personId of personIds) {
        await notifications.create({ ...common, personId }).catch((error: unknown) => {
          if (!duplicateKeyOf(error)) throw error;
        });
      }
    },
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
