import type { ConsultationKind } from '@linli/shared/consultations.ts';
import type { Audit } from '../../platform/audit.ts';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import {
  type ConsultationPermission,
  type ConsultationRelation,
  may,
  type PolicyNeeds,
  relationsTo,
} from './policy.ts';
import type { Visit, VisitStore } from './visit.ts';

export interface AccessNeeds extends PolicyNeeds {
  store: VisitStore;
  audit: Audit;
}

/** What is written into the audit log of one consultation. */
export interface Remembered {
  action: string;
  outcome?: 'done' | 'refused';
  reason?: string | undefined;
}

/** The one way to a consultation: loaded, and allowed to who asks. */
export function createAccess({ store, audit, ...needs }: AccessNeeds) {
  return {
    /** @throws not-found also when it is not for the actor's eyes: that it exists is not told either */
    async load(
      kind: ConsultationKind,
      id: string,
      actor: StaffActor,
    ): Promise<{ visit: Visit; relations: ConsultationRelation[] }> {
      const visit = await store.find(kind, id);
      const relations = visit ? relationsTo(visit, actor, needs) : [];
      if (!visit || !may('see', relations)) throw new ApiError('not-found');
      return { visit, relations };
    },

    /** @throws not-allowed, which is remembered */
    async need(
      permission: ConsultationPermission,
      relations: readonly ConsultationRelation[],
      refuse: () => Promise<void>,
    ): Promise<void> {
      if (may(permission, relations)) return;
      await refuse();
      throw new ApiError('not-allowed');
    },

    record(
      actor: StaffActor,
      { kind, _id }: Pick<Visit, 'kind' | '_id'>,
      ip: string,
      { action, outcome = 'done', reason }: Remembered,
    ): Promise<void> {
      return audit.record({
        chain: 'consultations',
        actor: { kind: 'staff', id: actor.id },
        action,
        subject: { kind, id: _id.toHexString() },
        outcome,
        ip,
        ...(reason !== undefined && { reason }),
      });
    },
  };
}

export type ConsultationAccess = ReturnType<typeof createAccess>;
