import { randomBytes } from 'node:crypto';
import type { EndpointId } from '@linli/shared/api/routes.ts';
import type { Person } from '@linli/shared/api/types.ts';
import { type Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { Actor, Authenticate } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Vault } from '../../platform/vault.ts';
import type { WechatClient } from '../../platform/wechat/index.ts';
import type { Organization } from '../organization/index.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { identityModels } from './model.ts';
import { createSessions, type PersonKey, type TokenPair } from './sessions.ts';
import { createStaffSignIn } from './staff-sign-in.ts';
import { createTokens } from './tokens.ts';

/** 96 bits: sixteen characters that nobody guesses. */
const newPasswordBytes = 12;

type IdentityEndpoints =
  | 'signInWithWechat'
  | 'signInStaff'
  | 'refreshSession'
  | 'signOut'
  | 'whoAmI'
  | 'takePhoneNumber';

export interface Identity extends Omit<Accounts, 'residentOf'> {
  handlers: Handlers<IdentityEndpoints & EndpointId>;
  authenticate: Authenticate;
  /** @throws Error when nobody in the organization has this name */
  setPassword(username: string, password: string): Promise<void>;
  /** Sets a random password and answers it: the only moment at which it can be read. */
  newPassword(username: string): Promise<string>;
  hasPassword(username: string): Promise<boolean>;
  /** Signs in the resident whom WeChat knows by this openid; a new one is added. */
  beginResidentSession(openid: string): Promise<{ residentId: Types.ObjectId; tokens: TokenPair }>;
}

export interface IdentityNeeds {
  connection: Connection;
  clock: Clock;
  vault: Vault;
  audit: Audit;
  wechat: WechatClient;
  organization: Organization;
  tokenSecret: string;
}

export async function createIdentity(needs: IdentityNeeds): Promise<Identity> {
  const { clock, audit, wechat, organization } = needs;
  const models = identityModels(needs.connection);
  const sessions = createSessions(models, createTokens(needs.tokenSecret, clock), clock);
  const { residentOf, ...accounts } = createAccounts(models, sessions, needs.vault, clock);
  const staffSignIn = await createStaffSignIn(models, needs.vault, clock);

  /** @throws session-ended for staff who have left */
  function present(person: PersonKey): Person {
    const id = person.id.toHexString();
    if (person.kind === 'resident') return { kind: 'resident', id };
    const directory = organization.directory();
    const member = directory.staffMember(id);
    const department = member && directory.unit(member.departmentId);
    if (!member?.active || !department) throw new ApiError('session-ended');
    return {
      kind: 'staff',
      id,
      name: member.name,
      roles: member.roles,
      department: { id: department._id.toHexString(), name: department.name },
    };
  }

  async function setPassword(username: string, password: string) {
    const member = organization.directory().staffByUsername(username);
    if (!member) throw new Error(`nobody is called ${username}`);
    await staffSignIn.setPassword(username, member._id, password);
  }

  async function beginResidentSession(openid: string) {
    const residentId = await residentOf(openid);
    return { residentId, tokens: await sessions.begin({ kind: 'resident', id: residentId }) };
  }

  return {
    handlers: {
      async signInWithWechat({ body }) {
        const { openid } = await wechat.codeToSession(body.code);
        const { residentId, tokens } = await beginResidentSession(openid);
        return { ...tokens, person: present({ kind: 'resident', id: residentId }) };
      },

      async signInStaff({ body, ip }) {
        const staffId = await staffSignIn
          .check(body.username, body.password)
          .catch(async (error: unknown) => {
            const actor = { kind: 'system', id: null } as const;
            await audit.record({
              chain: 'identity',
              actor,
              action: 'staff-sign-in',
              subject: null,
              outcome: 'refused',
              ip,
            });
            throw error;
          });
        const key = { kind: 'staff', id: staffId } as const;
        if (!organization.directory().staffMember(staffId)?.active) throw new ApiError('credentials-wrong');
        const person = present(key);
        const actor = { kind: 'staff', id: person.id } as const;
        await audit.record({
          chain: 'identity',
          actor,
          action: 'staff-sign-in',
          subject: null,
          outcome: 'done',
          ip,
        });
        return { ...(await sessions.begin(key)), person };
      },

      async refreshSession({ body }) {
        const { tokens, person } = await sessions.refresh(body.refreshToken);
        return { ...tokens, person: present(person) };
      },

      async signOut({ actor, ip }) {
        await sessions.end(actor.sessionId);
        if (actor.kind === 'staff') {
          await audit.record({
            chain: 'identity',
            actor: { kind: 'staff', id: actor.id },
            action: 'staff-sign-out',
            subject: null,
            outcome: 'done',
            ip,
          });
        }
        return undefined;
      },

      async takePhoneNumber({ body }) {
        return { phone: await wechat.phoneNumber(body.code) };
      },

      async whoAmI({ actor }) {
        return present({ kind: actor.kind, id: new Types.ObjectId(actor.id) });
      },
    },

    async authenticate(authorization): Promise<Actor | null> {
      if (authorization === undefined) return null;
      const [scheme, token] = authorization.split(' ');
      if (scheme !== 'Bearer' || !token) throw new ApiError('session-ended');
      const { sid, sub, kind } = await sessions.verify(token);
      if (kind === 'resident') return { kind, id: sub, sessionId: sid };
      const member = organization.directory().staffMember(sub);
      if (!member?.active) throw new ApiError('session-ended');
      return {
        kind,
        id: sub,
        sessionId: sid,
        roles: member.roles,
        departmentId: member.departmentId.toHexString(),
      };
    },

    ...accounts,
    setPassword,
    async newPassword(username) {
      const password = randomBytes(newPasswordBytes).toString('base64url');
      await setPassword(username, password);
      return password;
    },
    async hasPassword(username) {
      return (await models.credentials.exists({ username })) !== null;
    },

    beginResidentSession,
  };
}
