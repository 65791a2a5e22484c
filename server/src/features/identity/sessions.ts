import type { Session as SessionAnswer } from '@linli/shared/api/types.ts';
import { Types } from 'mongoose';
import { batched } from '../../platform/batched.ts';
import { type Clock, dayMs, hourMs, later, secondMs } from '../../platform/clock.ts';
import { ApiError } from '../../platform/errors.ts';
import type { IdentityModels, Session } from './model.ts';
import type { AccessClaims, Tokens } from './tokens.ts';

/** How long a session lives without being refreshed. Staff share desks, residents own their phones. */
const lifetimeMs = { staff: 12 * hourMs, resident: 90 * dayMs };

/**
 * A phone may lose the answer to a refresh. Within this time the token before the last one is answered once more
 * with the current one, instead of being taken for a stolen one.
 */
const lostAnswerMs = 10 * secondMs;

export type TokenPair = Omit<SessionAnswer, 'person'>;

export interface PersonKey {
  kind: Session['personKind'];
  id: Types.ObjectId;
}

export interface Sessions {
  begin(person: PersonKey): Promise<TokenPair>;
  /**
   * Exchanges a refresh token for the next pair. A token that was already exchanged ends the session:
   * either its owner or a thief holds an old one.
   * @throws session-ended
   */
  refresh(refreshToken: string): Promise<{ tokens: TokenPair; person: PersonKey }>;
  /** The claims of an access token whose session still lives; one look-up. @throws session-ended */
  verify(accessToken: string): Promise<AccessClaims>;
  /** Its tokens stop working at once, in every process. */
  end(sessionId: string): Promise<void>;
  /** The same for all sessions of a person. */
  endAll(person: PersonKey): Promise<void>;
  /** Those that still live, newest first. */
  of(person: PersonKey): Promise<Session[]>;
}

export function createSessions(models: IdentityModels, tokens: Tokens, clock: Clock): Sessions {
  function tokenPair(session: Session): TokenPair {
    const sid = session._id.toHexString();
    const access = tokens.signAccess({
      sid,
      sub: session.personId.toHexString(),
      kind: session.personKind,
    });
    return {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt.toISOString(),
      refreshToken: tokens.signRefresh({ sid, gen: session.generation }, session.expiresAt),
    };
  }

  // With every call, so by the bare driver (docs/decisions/0009) and together (docs/decisions/0011).
  const findAlive = batched(
    (ids) =>
      models.sessions.collection
        .find<Pick<Session, '_id'>>(
          { _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, endedAt: null },
          { projection: { _id: 1 } },
        )
        .toArray(),
    ({ _id }) => _id.toHexString(),
  );

  const end = async (sessionId: string) => {
    await models.sessions.updateOne({ _id: sessionId, endedAt: null }, { $set: { endedAt: clock.now() } });
  };

  return {
    async begin({ kind, id }) {
      const now = clock.now();
      const session: Session = {
        _id: new Types.ObjectId(),
        personKind: kind,
        personId: id,
        generation: 1,
        refreshedAt: now,
        createdAt: now,
        expiresAt: later(now, lifetimeMs[kind]),
        endedAt: null,
      };
      await models.sessions.create(session);
      return tokenPair(session);
    },

    async refresh(refreshToken) {
      const claims = tokens.readRefresh(refreshToken);
      if (!claims) throw new ApiError('session-ended');
      const known = await models.sessions.findOne({ _id: claims.sid, endedAt: null }).lean();
      if (!known) throw new ApiError('session-ended');
      const now = clock.now();
      const next = await models.sessions
        .findOneAndUpdate(
          { _id: known._id, generation: claims.gen, endedAt: null },
          {
            $inc: { generation: 1 },
            $set: { refreshedAt: now, expiresAt: later(now, lifetimeMs[known.personKind]) },
          },
          { returnDocument: 'after' },
        )
        .lean();
      const session = next ?? (await currentIfAnswerWasLost(claims.sid, claims.gen));
      if (!session) {
        await end(claims.sid);
        throw new ApiError('session-ended');
      }
      return { tokens: tokenPair(session), person: { kind: session.personKind, id: session.personId } };
    },

    async verify(accessToken) {
      const claims = tokens.readAccess(accessToken);
      if (!claims || !(await findAlive(claims.sid))) throw new ApiError('session-ended');
      return claims;
    },

    end,

    async endAll({ kind, id }) {
      await models.sessions.updateMany(
        { personId: id, personKind: kind, endedAt: null },
        { $set: { endedAt: clock.now() } },
      );
    },

    of: ({ kind, id }) =>
      models.sessions
        .find({ personId: id, personKind: kind, endedAt: null, expiresAt: { $gt: clock.now() } })
        .sort({ createdAt: -1 })
        .lean<Session[]>(),
  };

  function currentIfAnswerWasLost(sessionId: string, generation: number): Promise<Session | null> {
    return models.sessions
      .findOne({
        _id: sessionId,
        generation: generation + 1,
        refreshedAt: { $gt: later(clock.now(), -lostAnswerMs) },
        endedAt: null,
      })
      .lean<Session>();
  }
}
