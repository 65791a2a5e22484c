import { formatScene } from '@linli/shared/scenes.ts';
import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { AuthenticatePartner } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Organization } from '../organization/index.ts';
import type { Ratings } from '../ratings/index.ts';
import type { ServiceRecords } from '../service-records/index.ts';
import { exportPage } from './export.ts';
import { openModels, type Partner } from './model.ts';
import { importMonthly, listMonthly } from './monthly.ts';
import { createPartners } from './partners.ts';
import { clerkAt, counterInReach, itemOf } from './reach.ts';
import { createAuthenticatePartner } from './signing.ts';

type OpenEndpoints =
  | 'createServiceRecord'
  | 'importMonthlyFigures'
  | 'exportRatings'
  | 'listPartners'
  | 'addPartner'
  | 'revokePartner'
  | 'listMonthlyFigures';

/** What other systems call (开放接口): the acceptance system tells of services, the platform above collects ratings. */
export interface OpenInterface {
  handlers: Handlers<OpenEndpoints>;
  authenticatePartner: AuthenticatePartner;
  start(): void;
  stop(): void;
}

export interface OpenInterfaceNeeds {
  connection: Connection;
  organization: Organization;
  records: ServiceRecords;
  ratings: Ratings;
  vault: Vault;
  audit: Audit;
  clock: Clock;
  log: Log;
}

/** A service may have ended a little after now by the other system's clock. */
const clockDriftMs = 5 * minuteMs;

export async function createOpenInterface(needs: OpenInterfaceNeeds): Promise<OpenInterface> {
  const { connection, organization, records, audit, clock, log } = needs;
  const models = openModels(connection);
  const replica = await createReplica(
    connection,
    'partners',
    () => models.partners.find().sort({ _id: 1 }).lean<Partner[]>(),
    log,
  );
  const partners = createPartners({ ...needs, models, replica });
  const monthly = { ...needs, models, partners };

  return {
    handlers: {
      async createServiceRecord({ actor, body }) {
        const directory = organization.directory();
        const counter = counterInReach(directory, actor, body.counter, 'body.counter');
        const item = itemOf(directory, body.serviceItem, 'body.serviceItem');
        const clerk = clerkAt(directory, counter, body.staff, 'body.staff');
        const servedAt = new Date(body.servedAt);
        if (servedAt > later(clock.now(), clockDriftMs)) refuseTime('办结时间在将来，请核对');
        if (records.openUntil(servedAt) <= clock.now()) refuseTime('办结太久，已过评价期');
        const record = await records.addOfPartner({
          counterId: counter._id,
          serviceItemId: item._id,
          staffId: clerk._id,
          servedAt,
          partnerId: new Types.ObjectId(actor.id),
          projectNo: body.projectNo,
        });
        return {
          id: record._id.toHexString(),
          projectNo: body.projectNo,
          scene: formatScene({ kind: 'service-record', token: record.token }),
          expiresAt: record.expiresAt.toISOString(),
        };
      },

      importMonthlyFigures: ({ actor, body, ip }) => importMonthly(monthly, actor, body, ip),

      async exportRatings({ actor, query, ip }) {
        const partner = partners.named(new Types.ObjectId(actor.id));
        if (!partner) throw new ApiError('signature-invalid');
        await audit.record({
          chain: 'settings',
          actor: { kind: 'partner', id: actor.id },
          action: 'ratings-export',
          subject: { kind: 'partner', id: actor.id },
          outcome: 'done',
          ip,
        });
        return exportPage(needs, actor, partners.secretOf(partner), query);
      },

      listPartners: async ({ actor }) => ({ items: partners.list(actor) }),
      addPartner: ({ actor, body, ip }) => partners.add(actor, body, ip),
      revokePartner: ({ actor, params, ip }) => partners.revoke(actor, params.id, ip),
      listMonthlyFigures: ({ actor, query }) => listMonthly(monthly, actor, query),
    },
    authenticatePartner: createAuthenticatePartner({ models, clock, ...partners }),
    start: replica.start,
    stop: replica.stop,
  };
}

function refuseTime(message: string): never {
  throw new ApiError('invalid-request', { details: [{ path: 'body.servedAt', message }] });
}
