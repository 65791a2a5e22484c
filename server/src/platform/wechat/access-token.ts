import { randomUUID } from 'node:crypto';
import { type Connection, Schema } from 'mongoose';
import { z } from 'zod';
import { type Clock, later, minuteMs, secondMs } from '../clock.ts';
import { duplicateKeyOf } from '../errors.ts';
import type { Vault } from '../vault.ts';
import { systemTiming, type Timing, type WechatAccount } from './account.ts';
import { type Exchange, readJson } from './exchange.ts';
import { WechatError } from './faults.ts';

export interface AccessToken {
  value: string;
  /** Rises with each renewal. */
  generation: number;
}

/** The account's access token, one for all processes. */
export interface AccessTokens {
  /** The token to call with; renewed early, by one process. @throws WechatError */
  current(): Promise<AccessToken>;
  /** A newer token than one that WeChat has refused. @throws WechatError */
  inPlaceOf(refused: AccessToken): Promise<AccessToken>;
}

/** One document an account. Who holds the lease renews the token; the others wait, or go on with the old one. */
interface StoredToken {
  /** The account's AppID. */
  _id: string;
  generation: number;
  sealed: string;
  /** From then on it should be renewed. */
  renewAt: Date;
  expiresAt: Date;
  leaseId: string | null;
  leaseUntil: Date;
}

const schema = new Schema<StoredToken>(
  {
    _id: { type: String, required: true },
    generation: { type: Number, required: true },
    sealed: { type: String, default: '' },
    renewAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    leaseId: { type: String, default: null },
    leaseUntil: { type: Date, required: true },
  },
  { collection: 'wechatTokens' },
);

/** WeChat gives a new token from five minutes before the old one ends, and takes both until then. */
const earlyMs = 4 * minuteMs;
/** Longer than a renewal with all its tries. */
const leaseMs = 10 * secondMs;
const lookMs = 100;
/** How often a process looks whether another has renewed it: as long as a lease. */
const looksMax = leaseMs / lookMs;

const field = 'wechat access token';
const never = new Date(0);

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export interface AccessTokenNeeds {
  connection: Connection;
  vault: Vault;
  account: WechatAccount;
  exchange: Exchange;
  clock: Clock;
  timing?: Timing;
}

export function createAccessTokens(needs: AccessTokenNeeds): AccessTokens {
  const { connection, vault, account, exchange, clock, timing = systemTiming } = needs;
  const tokens = connection.model<StoredToken>('WechatToken', schema);
  const _id = account.appId;
  let known: StoredToken | null = null;

  const opened = (stored: StoredToken): AccessToken => {
    known = stored;
    return { value: vault.open(field, stored.sealed), generation: stored.generation };
  };

  /** The stored token; an entry that holds none yet is made where there is none. */
  async function look(): Promise<StoredToken> {
    const stored = await tokens.findById(_id).lean<StoredToken>();
    if (stored) return stored;
    const empty = { generation: 0, sealed: '', renewAt: never, expiresAt: never, leaseUntil: never };
    await tokens.create({ _id, ...empty }).catch((error: unknown) => {
      if (!duplicateKeyOf(error)) throw error;
    });
    return look();
  }

  /** The right to renew this generation; null when another process has it. */
  async function lease({ generation }: StoredToken): Promise<string | null> {
    const leaseId = randomUUID();
    const now = clock.now();
    const { modifiedCount } = await tokens.updateOne(
      { _id, generation, leaseUntil: { $lte: now } },
      { $set: { leaseId, leaseUntil: later(now, leaseMs) } },
    );
    return modifiedCount === 1 ? leaseId : null;
  }

  async function renew(leaseId: string, force: boolean): Promise<AccessToken> {
    const answer = await exchange({
      path: '/cgi-bin/stable_token',
      body: {
        grant_type: 'client_credential',
        appid: account.appId,
        secret: account.appSecret,
        force_refresh: force,
      },
      // Without force it answers with the same token again; with it, WeChat counts the renewals of a day.
      repeatable: !force,
    });
    const { access_token, expires_in } = readJson(answer, tokenAnswer);
    const now = clock.now();
    const expiresAt = later(now, expires_in * secondMs);
    const renewed = await tokens
      .findOneAndUpdate(
        { _id, leaseId },
        {
          $inc: { generation: 1 },
          $set: {
            sealed: vault.seal(field, access_token),
            renewAt: later(expiresAt, -earlyMs),
            expiresAt,
            leaseId: null,
            leaseUntil: never,
          },
        },
        { returnDocument: 'after' },
      )
      .lean<StoredToken>();
    // A lease that ran out meanwhile was taken by another process, whose token is the newer one.
    return renewed ? opened(renewed) : current();
  }

  /** Lets the next one try at once. */
  const release = (leaseId: string) =>
    tokens.updateOne({ _id, leaseId }, { $set: { leaseId: null, leaseUntil: never } });

  async function current(): Promise<AccessToken> {
    if (known && clock.now() < known.renewAt) return opened(known);
    for (let looks = 0; looks < looksMax; looks += 1) {
      const stored = await look();
      const now = clock.now();
      if (now < stored.renewAt) return opened(stored);
      const works = now < stored.expiresAt;
      const leaseId = await lease(stored);
      if (leaseId) {
        try {
          return await renew(leaseId, false);
        } catch (error) {
          // The lease is kept for its time, so that not every call asks again while the old one still works.
          if (works) return opened(stored);
          await release(leaseId);
          throw error;
        }
      }
      if (works) return opened(stored);
      await timing.wait(lookMs);
    }
    throw new WechatError('unavailable');
  }

  return {
    current,
    async inPlaceOf(refused) {
      for (let looks = 0; looks < looksMax; looks += 1) {
        const stored = await look();
        if (stored.generation > refused.generation) return opened(stored);
        const leaseId = await lease(stored);
        if (leaseId) {
          try {
            return await renew(leaseId, true);
          } catch (error) {
            await release(leaseId);
            throw error;
          }
        }
        await timing.wait(lookMs);
      }
      throw new WechatError('unavailable');
    },
  };
}
