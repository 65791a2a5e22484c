import type { Connection } from 'mongoose';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { RecurringJob } from '../../platform/jobs.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Ratings } from '../ratings/index.ts';
import type { ServiceRecords } from '../service-records/index.ts';
import type { Tickets } from '../tickets/index.ts';
import { createAppeals } from './appeals.ts';
import { createBulletins } from './bulletins.ts';
import { createEntries } from './entries.ts';
import { createFigures } from './figures.ts';

type OversightEndpoints =
  | 'listFigures'
  | 'getMyFigures'
  | 'listMyEntries'
  | 'makeAppeal'
  | 'listAppeals'
  | 'decideAppeal'
  | 'listBulletins'
  | 'getBulletin'
  | 'draftBulletin'
  | 'editBulletin'
  | 'publishBulletin';

/** Figures of people, counters and departments, and what staff say against entries of their own. */
export interface Oversight {
  handlers: Handlers<OversightEndpoints>;
  /** Tells people what a process left untold that died. */
  tellMissing(): Promise<void>;
  jobs: RecurringJob[];
}

export interface OversightNeeds {
  connection: Connection;
  organization: Organization;
  ratings: Ratings;
  serviceRecords: ServiceRecords;
  tickets: Tickets;
  notifications: Notifications;
  audit: Audit;
  clock: Clock;
  /** Samples smaller than this are marked and not ranked. */
  minSample: number;
}

export function createOversight(needs: OversightNeeds): Oversight {
  const { audit } = needs;
  const appeals = createAppeals(needs);
  const figures = createFigures({ ...needs, appeals });
  const entries = createEntries({ ...needs, appeals });
  const bulletins = createBulletins({ ...needs, figures });

  async function tellMissing(): Promise<void> {
    await appeals.sweep();
    await bulletins.sweep();
  }

  const record = (actor: StaffActor, action: string, kind: string, id: string, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind, id },
      outcome: 'done',
      ip,
    });

  return {
    handlers: {
      listFigures: ({ actor, query: { unit, by, ...period } }) => figures.list(actor, by, unit, period),
      getMyFigures: ({ actor, query }) => figures.ofStaff(new Types.ObjectId(actor.id), query),
      listMyEntries: ({ actor, query }) => entries.list(actor, query),
      async makeAppeal({ actor, body, ip }) {
        const appeal = await appeals.make(actor, body);
        await record(actor, 'appeal-make', 'appeal', appeal.id, ip);
        return appeal;
      },
      listAppeals: ({ actor, query }) => appeals.list(actor, query),
      async decideAppeal({ actor, params, body, ip }) {
        const appeal = await appeals.decide(actor, params.id, body);
        await record(actor, `appeal-${body.verdict}`, 'appeal', appeal.id, ip);
        return appeal;
      },
      listBulletins: ({ actor, query }) => bulletins.list(actor, query),
      getBulletin: ({ actor, params }) => bulletins.get(actor, params.id),
      async draftBulletin({ actor, body, ip }) {
        const bulletin = await bulletins.draft(actor, body);
        await record(actor, 'bulletin-draft', 'bulletin', bulletin.id, ip);
        return bulletin;
      },
      async editBulletin({ actor, params, body, ip }) {
        const bulletin = await bulletins.edit(actor, params.id, body);
        await record(actor, 'bulletin-edit', 'bulletin', bulletin.id, ip);
        return bulletin;
      },
      async publishBulletin({ actor, params, body, ip }) {
        const bulletin = await bulletins.publish(actor, params.id, body);
        await record(actor, 'bulletin-publish', 'bulletin', bulletin.id, ip);
        return bulletin;
      },
    },
    tellMissing,
    jobs: [{ name: 'tell of decisions and bulletins', every: '1 minute', run: tellMissing }],
  };
}
