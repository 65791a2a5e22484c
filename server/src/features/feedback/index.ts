import type { MyDataExport } from '@linli/shared/api/types.ts';
import { feedbackKindLabels } from '@linli/shared/feedback.ts';
import { Types } from 'mongoose';
import { later, secondMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { FollowUps } from '../../platform/follow-ups.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import { afterCursor, cutPage } from '../../platform/paging.ts';
import type { Organization } from '../organization/index.ts';
import {
  copyOf,
  createHoldings,
  type HoldingNeeds,
  type Holdings,
  presentForExport,
} from '../personal-data/index.ts';
import { type Feedback, feedbackModel } from './model.ts';
import {
  type FeedbackRowFields,
  presentFeedback,
  presentOwnFeedback,
  presentRow,
  rowFields,
} from './present.ts';
import { submitFeedback } from './submit.ts';

type FeedbackEndpoints = 'submitFeedback' | 'listMyFeedback' | 'getMyFeedback' | 'judgeFeedback';

export interface FeedbackFeature {
  handlers: Handlers<FeedbackEndpoints>;
  /** Opens the tickets that feedback is still owed, because a process died before it came to that. */
  openMissingTickets(): Promise<void>;
  /** Who gave it; null when there is none, or it is not known any more. */
  residentOf(feedbackId: Types.ObjectId): Promise<Types.ObjectId | null>;
  /** The personal data in feedback. */
  holdings: Holdings;
  /** Everything a resident said about the app, and what came of it, newest first. */
  exportOf(residentId: string): Promise<MyDataExport['feedback']>;
  jobs: RecurringJob[];
}

export interface FeedbackNeeds extends HoldingNeeds {
  organization: Organization;
  followUps: FollowUps;
}

/** Feedback younger than this is still in the hands of the process that took it. */
const sweepAfterMs = 5 * secondMs;
/** Tickets opened in one round of the sweep; the rest wait for the next. */
const sweepSize = 500;

export function createFeedback(needs: FeedbackNeeds): FeedbackFeature {
  const { organization, tickets, vault, clock, followUps } = needs;
  const models = feedbackModel(needs.connection);
  const holdings = createHoldings<Feedback>(
    {
      kind: 'feedback',
      collection: models.collection.name,
      purpose: 'feedback-contact',
      contactNeededWhileOpen: false,
      titleOf: ({ kind }) => feedbackKindLabels[kind],
    },
    needs,
  );

  /** @throws not-found, also when it is somebody else's */
  async function loadOwn(residentId: string, id: string): Promise<Feedback> {
    const feedback = await models
      .findOne({ _id: id, residentId: new Types.ObjectId(residentId) })
      .lean<Feedback>();
    if (!feedback) throw new ApiError('not-found');
    return feedback;
  }

  const presentOwn = async (feedback: Feedback) =>
    presentOwnFeedback(feedback, await tickets.progressOf(feedback._id));

  async function openTicketOf(feedback: Feedback): Promise<void> {
    const unit = organization.directory().unitWithDuty('app-feedback');
    if (!unit) throw new Error('there is no unit that could answer a feedback');
    await tickets.open({
      sourceId: feedback._id,
      subject: { kind: 'feedback', feedbackKind: feedback.kind },
      departmentId: unit._id,
      ratedStaffIds: [],
      raisedAt: feedback.createdAt,
      personal: copyOf(feedback),
    });
    await models.updateOne({ _id: feedback._id }, { $unset: { ticketDue: 1 } });
  }

  async function openMissingTickets(): Promise<void> {
    const owed = await models
      .find({ ticketDue: true, createdAt: { $lte: later(clock.now(), -sweepAfterMs) } })
      .sort({ createdAt: 1 })
      .limit(sweepSize)
      .lean<Feedback[]>();
    for (const feedback of owed) await openTicketOf(feedback);
  }

  return {
    handlers: {
      async submitFeedback({ actor, body }) {
        const { feedback, isNew } = await submitFeedback({ models, vault, clock }, actor.id, body);
        if (isNew) followUps.start('open ticket of feedback', () => openTicketOf(feedback));
        return presentFeedback(feedback);
      },

      async listMyFeedback({ actor, query }) {
        const rows = await models
          .find(
            {
              residentId: new Types.ObjectId(actor.id),
              ...afterCursor('createdAt', 'descending', query.cursor),
            },
            rowFields,
          )
          .sort({ createdAt: -1, _id: -1 })
          .limit(query.limit + 1)
          .lean<FeedbackRowFields[]>();
        const { page, nextCursor } = cutPage(rows, query.limit, (row) => row.createdAt);
        const states = await tickets.statesOf(page.map((row) => row._id));
        return {
          items: page.map((row) => presentRow(row, states.get(row._id.toHexString()) ?? null)),
          nextCursor,
        };
      },

      async getMyFeedback({ actor, params }) {
        return presentOwn(await loadOwn(actor.id, params.id));
      },

      async judgeFeedback({ actor, params, body }) {
        const feedback = await loadOwn(actor.id, params.id);
        await tickets.judge(feedback._id, { text: null, ...body });
        return presentOwn(feedback);
      },
    },
    openMissingTickets,
    async residentOf(feedbackId) {
      const feedback = await models.findById(feedbackId, { residentId: 1 }).lean<Feedback>();
      return feedback?.residentId ?? null;
    },
    holdings,
    async exportOf(residentId) {
      const all = await models
        .find({ residentId: new Types.ObjectId(residentId) })
        .sort({ createdAt: -1, _id: -1 })
        .lean<Feedback[]>();
      const progress = await tickets.progressOfEach(all.map(({ _id }) => _id));
      return all.map((feedback) => ({
        ...presentOwnFeedback(feedback, progress.get(feedback._id.toHexString()) ?? null),
        ...presentForExport(feedback, vault),
      }));
    },
    jobs: [
      { name: 'open missing tickets of feedback', every: '1 minute', run: openMissingTickets },
      { name: 'erase personal data in feedback', every: '1 minute', run: holdings.sweep },
    ],
  };
}
