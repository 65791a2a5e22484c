import { templatesOf } from '@linli/shared/subscriptions.ts';
import { Types } from 'mongoose';
import { type Clock, dayMs, later } from '../../platform/clock.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { NotificationModels } from './model.ts';
import type { TemplateSettings } from './templates.ts';

/** How long it is remembered that somebody was asked: longer than any case or booking lasts. */
const rememberedMs = 180 * dayMs;

export function createSubscriptions(
  { answers }: NotificationModels,
  templates: TemplateSettings,
  clock: Clock,
): Handlers<'getSubscriptionOffer' | 'answerSubscription'> {
  return {
    async getSubscriptionOffer({ actor, query }) {
      const residentId = new Types.ObjectId(actor.id);
      const asked = await answers
        .find({ residentId, 'subject.id': new Types.ObjectId(query.id) }, { template: 1 })
        .lean();
      return {
        templates: templatesOf[query.kind].flatMap((template) => {
          const setting = templates[template];
          return setting && !asked.some((one) => one.template === template)
            ? [{ template, id: setting.id }]
            : [];
        }),
      };
    },

    async answerSubscription({ actor, body }) {
      const residentId = new Types.ObjectId(actor.id);
      const subject = { kind: body.kind, id: new Types.ObjectId(body.id) };
      const at = clock.now();
      for (const { template, accepted } of body.answers) {
        await answers.updateOne(
          { residentId, 'subject.id': subject.id, template },
          { $setOnInsert: { subject, accepted, at, expiresAt: later(at, rememberedMs) } },
          { upsert: true },
        );
      }
      return undefined;
    },
  };
}
