import type { BodyOf } from '@linli/shared/api/types.ts';
import type { ClosedPart } from '@linli/shared/appointments.ts';
import { startOfDay } from '@linli/shared/working-time.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import { dayMs, hourMs, later } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Absence } from '../legal-service/index.ts';
import type { Notifications } from '../notifications/index.ts';
import { appointmentsIn, type ClosingNeeds, closeWhatIsAway } from './closing.ts';
import { type Closable, closableBy } from './policy.ts';
import { tellClosure } from './telling.ts';

type ClosureEndpoints = 'listClosures' | 'previewClosure' | 'enterClosure' | 'endClosure';

export interface ClosureNeeds extends ClosingNeeds {
  notifications: Notifications;
  audit: Audit;
}

type Span = Pick<BodyOf<'enterClosure'>, 'from' | 'to'> & { part: ClosedPart };

const noonMs = 12 * hourMs;

function timesOf({ from, to, part }: Span): { from: Date; to: Date } {
  const [begins, ends] = [startOfDay(from), later(startOfDay(to), dayMs)];
  return {
    from: part === 'afternoon' ? later(begins, noonMs) : begins,
    to: part === 'morning' ? later(begins, noonMs) : ends,
  };
}

/** Closing days of a lawyer or a station, by whoever sees that somebody will not be there. */
export function createClosures(needs: ClosureNeeds) {
  const { legalService, organization, models, audit, clock } = needs;
  const closable = (actor: StaffActor) =>
    closableBy(actor, organization.directory(), legalService.directory());

  /** @throws not-found: whom they may not close they are not told of */
  function subjectOf(actor: StaffActor, { kind, id }: { kind: Closable['kind']; id: string }): Closable {
    const subject = closable(actor).find((one) => one.kind === kind && one.id === id);
    if (!subject) throw new ApiError('not-found');
    return subject;
  }

  const record = (actor: StaffActor, action: string, { _id }: Absence, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind: 'closure', id: _id.toHexString() },
      outcome: 'done',
      ip,
    });

  async function present({ _id, of, from, to, reason }: Absence, subject: Closable) {
    return {
      id: _id.toHexString(),
      of: { kind: of.kind, id: subject.id, name: subject.name },
      from: from.toISOString(),
      to: to.toISOString(),
      reason,
      cancelled: await models.appointments.countDocuments({ closedBy: _id, 'case.matter': { $ne: null } }),
    };
  }

  const handlers: Handlers<ClosureEndpoints> = {
    async listClosures({ actor }) {
      const subjects = closable(actor);
      const own = legalService
        .directory()
        .absences()
        .flatMap((absence) => {
          const subject = subjects.find(
            ({ kind, id }) => kind === absence.of.kind && absence.of.id.equals(id),
          );
          return subject && absence.to > clock.now() ? [{ absence, subject }] : [];
        })
        .sort((one, other) => one.absence.from.getTime() - other.absence.from.getTime());
      return {
        items: await Promise.all(own.map(({ absence, subject }) => present(absence, subject))),
        subjects,
      };
    },

    async previewClosure({ actor, query }) {
      const { kind, id } = subjectOf(actor, query);
      const of = { kind, id: new Types.ObjectId(id) };
      const there = await appointmentsIn(needs, { of, ...timesOf(query) });
      return { appointments: there.filter((one) => one.case !== null).length };
    },

    async enterClosure({ actor, body, ip }) {
      const subject = subjectOf(actor, body);
      const times = timesOf(body);
      if (times.to <= clock.now())
        throw new ApiError('invalid-request', {
          details: [{ path: 'body.to', message: '这段时间已经过去了' }],
        });
      const absence = await legalService.enterAbsence({
        of: { kind: subject.kind, id: new Types.ObjectId(subject.id) },
        ...times,
        reason: body.reason,
        enteredById: new Types.ObjectId(actor.id),
        idempotencyKey: body.idempotencyKey,
      });
      await record(actor, 'closure-enter', absence, ip);
      await closeWhatIsAway(needs);
      await tellUntold();
      return present(absence, subject);
    },

    async endClosure({ actor, params, ip }) {
      const absence = legalService
        .directory()
        .absences()
        .find(({ _id }) => _id.equals(params.id));
      if (!absence) throw new ApiError('not-found');
      const subject = subjectOf(actor, { kind: absence.of.kind, id: absence.of.id.toHexString() });
      await legalService.endAbsence(absence._id);
      await record(actor, 'closure-end', absence, ip);
      return present(absence, subject);
    },
  };

  /** Tells those who work there; found again by the sweep when a process died before. */
  async function tellUntold(): Promise<void> {
    for (const absence of legalService.directory().absences()) {
      if (!absence.untold) continue;
      await tellClosure(needs, needs.notifications, absence);
      await legalService.absenceTold(absence._id);
    }
  }

  return { handlers, tellUntold };
}
