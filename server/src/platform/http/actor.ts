import type { Access } from '@linli/shared/api/route.ts';
import type { EndpointId, routes } from '@linli/shared/api/routes.ts';
import type { Role } from '@linli/shared/roles.ts';

/** Who makes a call, as proven by the access token. */
export type Actor = ResidentActor | StaffActor;

export interface ResidentActor {
  kind: 'resident';
  id: string;
  sessionId: string;
}

export interface StaffActor {
  kind: 'staff';
  id: string;
  sessionId: string;
  roles: readonly Role[];
  departmentId: string;
}

/** Another system, as proven by the signature of its call. */
export interface PartnerActor {
  kind: 'partner';
  id: string;
  /** It may tell of, and read, the counters of this unit and those below. */
  unitId: string;
}

/** The small screen at a counter, as proven by its token. */
export interface DeviceActor {
  kind: 'device';
  id: string;
  counterId: string;
}

/** Who a handler can count on, given what the contract says about access. */
export type ActorFor<Id extends EndpointId> = (typeof routes)[Id]['access'] extends 'public'
  ? null
  : (typeof routes)[Id]['access'] extends 'resident'
    ? ResidentActor
    : (typeof routes)[Id]['access'] extends 'signed-in'
      ? Actor
      : (typeof routes)[Id]['access'] extends 'partner'
        ? PartnerActor
        : (typeof routes)[Id]['access'] extends 'device'
          ? DeviceActor
          : StaffActor;

/** Reads the access token; null without one. @throws session-ended when the token no longer works */
export type Authenticate = (authorization: string | undefined) => Promise<Actor | null>;

/** What a signed call is proven by. */
export interface SignedRequest {
  method: string;
  /** With its query, as it was sent. */
  path: string;
  /** As it was sent; empty without one. */
  body: string;
  header(name: string): string;
}

/** @throws signature-invalid, signature-too-old, request-replayed */
export type AuthenticatePartner = (request: SignedRequest) => Promise<PartnerActor>;

/** Reads `Device <token>`; null without one, or when the token was revoked. */
export type AuthenticateDevice = (authorization: string | undefined) => Promise<DeviceActor | null>;

/** Anyone or anything that makes a call. */
export type Caller = Actor | PartnerActor | DeviceActor;

/** Whether the actor may call an endpoint at all. */
export function mayCall(access: Access, actor: Caller | null): boolean {
  if (access === 'public') return true;
  if (actor === null) return false;
  if (actor.kind === 'partner' || actor.kind === 'device') return actor.kind === access;
  if (access === 'signed-in') return true;
  if (access === 'resident') return actor.kind === 'resident';
  return (
    actor.kind === 'staff' && typeof access !== 'string' && access.some((role) => actor.roles.includes(role))
  );
}
