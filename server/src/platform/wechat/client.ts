import type { AccessTokens } from './access-token.ts';
import type { WechatAccount } from './account.ts';
import { type CodePicture, type CodePictureWish, codePicture } from './calls/code-picture.ts';
import { type CheckScene, type ContentVerdict, checkPicture, checkText } from './calls/content-check.ts';
import { phoneNumber } from './calls/phone-number.ts';
import { codeToSession } from './calls/session.ts';
import { type SubscribeMessage, sendSubscribeMessage } from './calls/subscribe-message.ts';
import type { Exchange } from './exchange.ts';
import { isWechatFault } from './faults.ts';

/** The calls to WeChat's server interface that Linli makes. All throw `WechatError`. */
export interface WechatClient {
  /** Exchanges the code of `wx.login` (valid five minutes, once) for the resident's openid. @throws wechat-code-invalid */
  codeToSession(code: string): Promise<{ openid: string }>;
  /** The number behind the one-tap button's code (valid five minutes, once). @throws phone-code-invalid, phone-not-mainland */
  phoneNumber(code: string): Promise<string>;
  /** The picture of a mini-program code. */
  codePicture(wish: CodePictureWish): Promise<CodePicture>;
  sendSubscribeMessage(message: SubscribeMessage): Promise<void>;
  checkText(check: { openid: string; scene: CheckScene; text: string }): Promise<{
    verdict: ContentVerdict;
    /** WeChat's number for what it found; 100 is nothing. */
    label: number;
  }>;
  /** The verdict comes by push. */
  checkPicture(check: { openid: string; scene: CheckScene; url: string }): Promise<{ traceId: string }>;
}

export interface WechatClientNeeds {
  account: WechatAccount;
  exchange: Exchange;
  tokens: AccessTokens;
}

export function createWechatClient({ account, exchange, tokens }: WechatClientNeeds): WechatClient {
  /** Sends with the access token, and once more with a new one when WeChat no longer takes it. */
  const withToken: Exchange = async (request) => {
    const token = await tokens.current();
    const send = (access_token: string) =>
      exchange({ ...request, query: { ...request.query, access_token } });
    try {
      return await send(token.value);
    } catch (error) {
      if (!isWechatFault(error, 'token-refused')) throw error;
      return send((await tokens.inPlaceOf(token)).value);
    }
  };
  return {
    codeToSession: (code) => codeToSession(exchange, account, code),
    phoneNumber: (code) => phoneNumber(withToken, code),
    codePicture: (wish) => codePicture(withToken, wish),
    sendSubscribeMessage: (message) => sendSubscribeMessage(withToken, message),
    checkText: (check) => checkText(withToken, check),
    checkPicture: (check) => checkPicture(withToken, check),
  };
}
