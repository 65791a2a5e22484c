import type { Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { Vault } from '../vault.ts';
import { createAccessTokens } from './access-token.ts';
import type { Timing, WechatAccount } from './account.ts';
import { createWechatClient, type WechatClient } from './client.ts';
import { createExchange } from './exchange.ts';

export type { Timing, WechatAccount } from './account.ts';
export type { CodePicture, CodePictureWish } from './calls/code-picture.ts';
export type { CheckScene, ContentVerdict } from './calls/content-check.ts';
export type { SubscribeMessage } from './calls/subscribe-message.ts';
export type { WechatClient } from './client.ts';
export { isWechatFault, WechatError, type WechatFault } from './faults.ts';
export { createWechatPushes, type PushSettings, pushPath, type WechatPushes } from './push.ts';
export { createWorkRobot, type WorkRobot } from './robot.ts';

export interface WechatNeeds {
  account: WechatAccount;
  connection: Connection;
  vault: Vault;
  clock: Clock;
  timing?: Timing;
}

/** WeChat's server interface for one account. */
export function createWechat(needs: WechatNeeds): WechatClient {
  const exchange = createExchange({ ...needs, baseUrl: needs.account.baseUrl });
  const tokens = createAccessTokens({ ...needs, exchange });
  return createWechatClient({ account: needs.account, exchange, tokens });
}
