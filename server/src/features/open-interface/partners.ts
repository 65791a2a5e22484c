import { randomBytes } from 'node:crypto';
import type { AnswerOf, BodyOf } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Replica } from '../../platform/replica.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Directory, Organization } from '../organization/index.ts';
import type { OpenModels, Partner } from './model.ts';

type PartnerAnswer = AnswerOf<'revokePartner'>;

/** 96 and 256 bits. */
const keyBytes = 12;
const secretBytes = 32;

const secretField = 'partner.secret';

export interface PartnerNeeds {
  models: OpenModels;
  /** All partners there are: few, and asked for with each of their calls. */
  replica: Replica<readonly Partner[]>;
  organization: Organization;
  vault: Vault;
  audit: Audit;
  clock: Clock;
}

export function createPartners(needs: PartnerNeeds) {
  const { models, replica, organization, vault, audit, clock } = needs;

  const secretOf = ({ secret }: Partner) => vault.open(secretField, secret);

  const inReach = (actor: StaffActor, unitId: Types.ObjectId) =>
    organization
      .directory()
      .lineage(unitId)
      .some(({ _id }) => _id.equals(actor.departmentId));

  const record = (actor: StaffActor, action: string, { _id }: Partner, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject: { kind: 'partner', id: _id.toHexString() },
      outcome: 'done',
      ip,
    });

  /** The partner that was there first under the same key. @throws idempotency-key-reused */
  async function storedFirst({ createdById, idempotencyKey, name, unitId }: Partner): Promise<Partner> {
    const first = await models.partners.findOne({ createdById, idempotencyKey }).lean<Partner>();
    if (first?.name !== name || !first.unitId.equals(unitId)) throw new ApiError('idempotency-key-reused');
    return first;
  }

  return {
    secretOf,

    partnerOf: (key: string): Partner | null =>
      replica.current().find((partner) => partner.key === key && partner.revokedAt === null) ?? null,

    named: (id: Types.ObjectId): Partner | null =>
      replica.current().find(({ _id }) => _id.equals(id)) ?? null,

    list: (actor: StaffActor): PartnerAnswer[] =>
      replica
        .current()
        .filter(({ unitId }) => inReach(actor, unitId))
        .map((partner) => present(partner, organization.directory())),

    /** @throws not-found for a unit out of reach, idempotency-key-reused */
    async add(actor: StaffActor, body: BodyOf<'addPartner'>, ip: string): Promise<AnswerOf<'addPartner'>> {
      const unit = organization.directory().unitByCode(body.unit);
      if (!unit || !inReach(actor, unit._id)) throw new ApiError('not-found');
      const made: Partner = {
        _id: new Types.ObjectId(),
        name: body.name,
        unitId: unit._id,
        key: randomBytes(keyBytes).toString('base64url'),
        secret: vault.seal(secretField, randomBytes(secretBytes).toString('base64url')),
        idempotencyKey: body.idempotencyKey,
        createdAt: clock.now(),
        createdById: new Types.ObjectId(actor.id),
        revokedAt: null,
      };
      let partner = made;
      try {
        await models.partners.create(made);
        await record(actor, 'partner-add', made, ip);
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        partner = await storedFirst(made);
      }
      await replica.changed();
      return { ...present(partner, organization.directory()), secret: secretOf(partner) };
    },

    /** @throws not-found */
    async revoke(actor: StaffActor, id: string, ip: string): Promise<PartnerAnswer> {
      const partner = await models.partners.findById(id).lean<Partner>();
      if (!partner || !inReach(actor, partner.unitId)) throw new ApiError('not-found');
      const revokedAt = partner.revokedAt ?? clock.now();
      await models.partners.updateOne({ _id: partner._id, revokedAt: null }, { $set: { revokedAt } });
      await replica.changed();
      await record(actor, 'partner-revoke', partner, ip);
      return present({ ...partner, revokedAt }, organization.directory());
    },
  };
}

export type Partners = ReturnType<typeof createPartners>;

function present(
  { _id, name, unitId, key, createdAt, revokedAt }: Partner,
  directory: Directory,
): PartnerAnswer {
  const unit = directory.unit(unitId);
  return {
    id: _id.toHexString(),
    name,
    unit: { code: unit?.code ?? '', name: unit?.name ?? '' },
    key,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
