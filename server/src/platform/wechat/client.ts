import { z } from 'zod';
import { ApiError } from '../errors.ts';

/** The calls to WeChat's server interface that Linli makes. */
export interface WechatClient {
  /**
   * Exchanges the code of `wx.login` (valid five minutes, once) for the resident's openid.
   * @throws wechat-code-invalid when WeChat does not take the code, wechat-unavailable when it does not answer
   */
  codeToSession(code: string): Promise<{ openid: string }>;
}

export interface WechatAccount {
  baseUrl: string;
  appId: string;
  appSecret: string;
}

const sessionAnswer = z.union([
  z.object({ openid: z.string().min(1) }),
  z.object({ errcode: z.number(), errmsg: z.string().optional() }),
]);

/** WeChat's own time-out for server calls is 5 s; a person at the counter should not wait longer. */
const timeoutMs = 5000;

/** Error codes that mean WeChat itself is at fault or busy, not the code (https://developers.weixin.qq.com, code2Session). */
const busyCodes = new Set([-1, 45011]);

export function createWechatClient(account: WechatAccount): WechatClient {
  return {
    async codeToSession(code) {
      const url = new URL('/sns/jscode2session', account.baseUrl);
      url.search = new URLSearchParams({
        appid: account.appId,
        secret: account.appSecret,
        js_code: code,
        grant_type: 'authorization_code',
      }).toString();
      const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
        .then((response) => response.json())
        .then((body) => sessionAnswer.parse(body))
        .catch(() => {
          throw new ApiError('wechat-unavailable', { retryAfterSeconds: 5 });
        });
      if ('openid' in answer) return { openid: answer.openid };
      throw busyCodes.has(answer.errcode)
        ? new ApiError('wechat-unavailable', { retryAfterSeconds: 5 })
        : new ApiError('wechat-code-invalid');
    },
  };
}
