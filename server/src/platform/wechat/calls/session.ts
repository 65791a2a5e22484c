import { z } from 'zod';
import type { WechatAccount } from '../account.ts';
import { type Exchange, readJson } from '../exchange.ts';

/** The session key that comes with it decrypts what WeChat's older interfaces hand out; it is not kept. */
const sessionAnswer = z.object({ openid: z.string().min(1) });

/** code2Session: the code of `wx.login`, five minutes old at most and good for once. */
export async function codeToSession(exchange: Exchange, account: WechatAccount, code: string) {
  const answer = await exchange({
    path: '/sns/jscode2session',
    query: {
      appid: account.appId,
      secret: account.appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    },
    repeatable: false,
  });
  const { openid } = readJson(answer, sessionAnswer);
  return { openid };
}
