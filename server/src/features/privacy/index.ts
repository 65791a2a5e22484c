import { keptByLaw } from '@linli/shared/consent.ts';
import type { TicketKind } from '@linli/shared/ticket-life-cycle.ts';
import type { Audit } from '../../platform/audit.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import type { ResidentActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Appointments } from '../appointments/index.ts';
import type { Articles } from '../articles/index.ts';
import type { Consultations } from '../consultations/index.ts';
import type { FeedbackFeature } from '../feedback/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Holdings } from '../personal-data/index.ts';
import type { Quizzes } from '../quizzes/index.ts';
import type { Ratings } from '../ratings/index.ts';
import { exportNotes } from './copy.ts';

type PrivacyEndpoints =
  | 'getMyData'
  | 'exportMyData'
  | 'listMyHoldings'
  | 'correctMyContact'
  | 'eraseMyData'
  | 'withdrawConsent'
  | 'closeAccount';

export interface Privacy {
  handlers: Handlers<PrivacyEndpoints>;
  /** Does what closing an account asks for once more, a minute later: see `settleMs`. */
  finishClosings(): Promise<void>;
  jobs: RecurringJob[];
}

export interface PrivacyNeeds {
  identity: Identity;
  ratings: Ratings;
  feedback: FeedbackFeature;
  notifications: Notifications;
  articles: Pick<Articles, 'exportOf' | 'release'>;
  quizzes: Pick<Quizzes, 'exportOf' | 'release'>;
  consultations: Consultations;
  appointments: Pick<Appointments, 'keeping' | 'exportOf'>;
  audit: Audit;
  clock: Clock;
}

/**
 * A request that was under way when its account was closed may write after everything else was unlinked. No request
 * lives this long, so the second time round finds what the first could not see.
 */
const settleMs = minuteMs;

export function createPrivacy(needs: PrivacyNeeds): Privacy {
  const { identity, ratings, feedback, consultations, notifications, articles, quizzes, audit, clock } =
    needs;
  const holdings: Record<TicketKind, Holdings> = {
    rating: ratings.holdings,
    feedback: feedback.holdings,
    consultation: consultations.holdings,
  };
  const all = Object.values(holdings);
  const { keeping } = needs.appointments;
  /** Whatever residents have agreed to, by purpose. */
  const consented: Pick<Holdings, 'purpose' | 'consentStatus' | 'withdraw'>[] = [...all, keeping];

  const record = (actor: ResidentActor, ip: string, action: string, kind: string, id: string) =>
    audit.record({
      chain: 'privacy',
      actor: { kind: 'resident', id: actor.id },
      action,
      subject: { kind, id },
      outcome: 'done',
      ip,
    });

  async function release(residentId: string, eraseComments: boolean): Promise<number> {
    await identity.endSessionsOf(residentId);
    await notifications.forget(residentId);
    await articles.release(residentId);
    await quizzes.release(residentId);
    const waiting = await Promise.all([
      ...all.map((held) => held.release(residentId, eraseComments)),
      keeping.release(residentId),
    ]);
    return waiting.reduce((sum, count) => sum + count, 0);
  }

  async function finishClosings(): Promise<void> {
    for (const { id, eraseComments } of await identity.closingsBefore(later(clock.now(), -settleMs))) {
      await release(id, eraseComments);
      await identity.closingDone(id);
      await audit.record({
        chain: 'privacy',
        actor: { kind: 'system', id: null },
        action: 'account-close-finish',
        subject: { kind: 'resident', id },
        outcome: 'done',
        ip: null,
      });
    }
  }

  return {
    handlers: {
      async getMyData({ actor }) {
        const { id, createdAt } = await identity.accountOf(actor.id);
        return {
          account: { id, createdAt: createdAt.toISOString() },
          ratings: await holdings.rating.count(actor.id),
          feedback: await holdings.feedback.count(actor.id),
          consultations: await holdings.consultation.count(actor.id),
          consents: await Promise.all(consented.map((held) => held.consentStatus(actor.id))),
          keptByLaw: [...keptByLaw],
        };
      },

      async exportMyData({ actor, ip }) {
        const account = await identity.accountOf(actor.id);
        const booked = await needs.appointments.exportOf(actor.id);
        await record(actor, ip, 'data-export', 'resident', actor.id);
        return {
          madeAt: clock.now().toISOString(),
          account: {
            id: account.id,
            wechatOpenid: account.openid,
            createdAt: account.createdAt.toISOString(),
          },
          sessions: (await identity.sessionsOf(actor.id)).map((session) => ({
            beganAt: session.createdAt.toISOString(),
            refreshedAt: session.refreshedAt.toISOString(),
            expiresAt: session.expiresAt.toISOString(),
          })),
          ratings: await ratings.exportOf(actor.id),
          feedback: await feedback.exportOf(actor.id),
          ...(await articles.exportOf(actor.id)),
          quizzes: await quizzes.exportOf(actor.id),
          appointments: await Promise.all(
            booked.appointments.map(async (one) => ({
              ...one,
              advice: await consultations.adviceFor(one.id),
            })),
          ),
          waits: booked.waits,
          consultationRatings: await consultations.exportOf(actor.id),
          ...(await notifications.exportOf(actor.id)),
          notes: exportNotes,
        };
      },

      listMyHoldings: ({ actor, params, query }) => holdings[params.kind].list(actor.id, query),

      async correctMyContact({ actor, params, body, ip }) {
        const corrected = await holdings[params.kind].correct(actor.id, params.id, body.contact);
        await record(actor, ip, 'contact-correct', params.kind, params.id);
        return corrected;
      },

      async eraseMyData({ actor, params, body, ip }) {
        const left = await holdings[params.kind].erase(actor.id, params.id, body.parts);
        await record(actor, ip, 'erasure-ask', params.kind, params.id);
        return left;
      },

      async withdrawConsent({ actor, params, ip }) {
        const held = consented.find(({ purpose }) => purpose === params.purpose);
        if (!held) throw new Error(`nothing is held for ${params.purpose}`);
        await held.withdraw(actor.id);
        await record(actor, ip, 'consent-withdraw', 'purpose', params.purpose);
        return held.consentStatus(actor.id);
      },

      async closeAccount({ actor, body, ip }) {
        const closed = await identity.closeAccount(actor.id, body.eraseComments);
        if (closed) await record(actor, ip, 'account-close', 'resident', actor.id);
        return { waiting: await release(actor.id, body.eraseComments) };
      },
    },
    finishClosings,
    jobs: [{ name: 'finish closing accounts', every: '1 minute', run: finishClosings }],
  };
}
