import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { ChangeLog, TopicsFor } from '../../platform/changes.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Appointments, Visits } from '../appointments/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Holdings } from '../personal-data/index.ts';
import { createAccess } from './access.ts';
import { createActing } from './acting.ts';
import {
  type Confided,
  caseReadable,
  contactReadable,
  createConfided,
  recordable,
  videoLinkOf,
} from './confided.ts';
import { type DayNeeds, dayFor, recordedAmong } from './day.ts';
import { consultationFigures } from './figures.ts';
import { consultationModels } from './model.ts';
import { may } from './policy.ts';
import { presentVisit } from './present.ts';
import { type ConsultationRatings, createConsultationRatings, type RatingNeeds } from './rating.ts';
import { dayTopicsFor } from './topics.ts';
import { createVisitStore } from './visit.ts';
import { eraseOldWalkIns } from './walk-ins.ts';

type ConsultationEndpoints =
  | 'getConsultationDay'
  | 'checkIn'
  | 'addWalkIn'
  | 'callNext'
  | 'getConsultation'
  | 'actOnConsultation'
  | 'getConsultationContact'
  | 'readConsultationCase'
  | 'writeConsultationRecord'
  | 'getConsultationAttachment'
  | 'getConsultationFigures'
  | 'getMyConsultation'
  | 'rateConsultation'
  | 'judgeConsultation';

/** The day of a consultation, and what comes after it. */
export interface Consultations {
  handlers: Handlers<ConsultationEndpoints>;
  /** Opens the tickets that bad ratings are still owed, because a process died before it came to that. */
  openMissingTickets(): Promise<void>;
  /** Tells residents of advice that a process left untold that died. */
  tellMissing(): Promise<void>;
  /** Erases names and numbers of walk-ins whose time is up. */
  eraseOld(): Promise<void>;
  /** The personal data in ratings of consultations. */
  holdings: Holdings;
  residentOf: ConsultationRatings['residentOf'];
  exportOf: ConsultationRatings['exportOf'];
  /** What was advised at an appointment, for its resident; null until the lawyer has written it. */
  adviceFor(appointmentId: string): ReturnType<Confided['adviceFor']>;
  /** What somebody may hear of, live. */
  topicsFor: TopicsFor;
  jobs: RecurringJob[];
}

export interface ConsultationNeeds extends Omit<DayNeeds, 'models' | 'store'>, Omit<RatingNeeds, 'confided'> {
  connection: Connection;
  visits: Visits;
  openAttachment: Appointments['openAttachment'];
  notifications: Notifications;
  changes: ChangeLog;
  audit: Audit;
  /** Figures of fewer ratings are marked. */
  minSample: number;
}

export function createConsultations(needs: ConsultationNeeds): Consultations {
  const models = consultationModels(needs.connection);
  const store = createVisitStore({ ...needs, models });
  const access = createAccess({ ...needs, store });
  const day = { ...needs, models, store };
  const acting = createActing({ ...day, access });
  const confided = createConfided({ ...day, access });
  const rating = createConsultationRatings({ ...needs, confided });
  const eraseOld = () => eraseOldWalkIns({ ...needs, models });

  return {
    handlers: {
      getConsultationDay: ({ actor, query }) => dayFor(day, actor, query),
      checkIn: ({ actor, body, ip }) => acting.checkIn(actor, body, ip),
      addWalkIn: ({ actor, body, ip }) => acting.walkIn(actor, body, ip),
      callNext: ({ actor, body, ip }) => acting.callNext(actor, body, ip),
      async getConsultation({ actor, params }) {
        const { visit, relations } = await access.load(params.kind, params.id, actor);
        const recorded = (await recordedAmong(models, [visit])).size > 0;
        return {
          ...presentVisit(visit, { recorded, acts: may('act', relations) }, needs),
          caseReadable: caseReadable(relations),
          contactReadable: contactReadable(visit, relations),
          recordable: recordable(visit, relations),
          videoLink: may('readContact', relations) ? videoLinkOf(visit, needs.legalService) : null,
        };
      },
      actOnConsultation: ({ actor, params, body, ip }) => acting.act(actor, params, body, ip),
      getConsultationContact: ({ actor, params, ip }) => confided.contact(actor, params, ip),
      readConsultationCase: ({ actor, params, body, ip }) =>
        confided.readCase(actor, params, body.reason, ip),
      getConsultationAttachment: ({ actor, params, query, ip }) =>
        confided.readAttachment(actor, params, query.reason, ip),
      writeConsultationRecord: ({ actor, params, body, ip }) => confided.writeRecord(actor, params, body, ip),
      getConsultationFigures: ({ actor, query }) =>
        consultationFigures({ ...day, ...needs, ratings: rating.ratings }, actor, query),
      getMyConsultation: ({ actor, params }) => rating.get(actor.id, params.id),
      rateConsultation: ({ actor, params, body }) => rating.rate(actor.id, params.id, body),
      judgeConsultation: ({ actor, params, body }) => rating.judge(actor.id, params.id, body),
    },
    openMissingTickets: rating.openMissingTickets,
    tellMissing: confided.tellMissing,
    eraseOld,
    holdings: rating.holdings,
    residentOf: rating.residentOf,
    exportOf: rating.exportOf,
    adviceFor: (appointmentId) => confided.adviceFor(new Types.ObjectId(appointmentId)),
    topicsFor: (listener) => dayTopicsFor(listener, day),
    jobs: [
      ...rating.jobs,
      { name: 'tell of advice', every: '1 minute', run: confided.tellMissing },
      { name: 'erase names of walk-ins', every: '1 day', run: eraseOld },
    ],
  };
}
