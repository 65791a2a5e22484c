import type { ErrorCode } from '@linli/shared/errors.ts';
import { ApiError } from '../errors.ts';

/** What can go wrong with a call to WeChat, by what can be done about it. */
export type WechatFault =
  /** It does not answer, or is busy: the same may go well in a moment. */
  | 'unavailable'
  /** Too many calls: it takes none for a while. */
  | 'limited'
  /** The access token no longer works. */
  | 'token-refused'
  /** A one-time code that is wrong, used or too old. */
  | 'code-invalid'
  /** WeChat holds the person's account for dangerous. */
  | 'account-refused'
  /** The person has not agreed to this message. */
  | 'not-consented'
  /** A field of a message is not as its template wants it. */
  | 'field-wrong'
  /** The person has not opened the mini-program within two hours. */
  | 'visit-too-old'
  /** Nobody has this openid. */
  | 'person-unknown'
  /** The account, a template or a page is not set up as the call needs it: somebody has to look. */
  | 'misconfigured';

/**
 * WeChat's error codes (https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/error-code.html). What is not here is
 * a matter of how the account is set up.
 */
const faultsByCode: Readonly<Record<number, WechatFault>> = {
  [-1]: 'unavailable',
  40001: 'token-refused',
  40014: 'token-refused',
  42001: 'token-refused',
  41001: 'token-refused',
  40029: 'code-invalid',
  40163: 'code-invalid',
  41008: 'code-invalid',
  40226: 'account-refused',
  43101: 'not-consented',
  47003: 'field-wrong',
  61010: 'visit-too-old',
  40003: 'person-unknown',
  // The work group's robot has no other code for it.
  45009: 'limited',
  45011: 'limited',
};

/** What a person is told where one waits for the call. */
const codesByFault: Partial<Record<WechatFault, ErrorCode>> = {
  'code-invalid': 'wechat-code-invalid',
  'account-refused': 'wechat-account-refused',
};

const retrySeconds = 5;

/** A call to WeChat that did not succeed. Its message holds neither addresses nor what was sent. */
export class WechatError extends ApiError {
  readonly fault: WechatFault;
  /** As WeChat counts its errors; null when it gave no answer. */
  readonly wechatCode: number | null;

  constructor(fault: WechatFault, wechatCode: number | null = null, retryAfterSeconds = retrySeconds) {
    const code = codesByFault[fault] ?? 'wechat-unavailable';
    super(code, code === 'wechat-unavailable' ? { retryAfterSeconds } : {});
    this.name = 'WechatError';
    this.fault = fault;
    this.wechatCode = wechatCode;
  }
}

export function errorOfCode(errcode: number): WechatError {
  return new WechatError(faultsByCode[errcode] ?? 'misconfigured', errcode);
}

/** Whether something thrown is one of these faults of WeChat's; any of them where none is named. */
export function isWechatFault(thrown: unknown, ...faults: WechatFault[]): thrown is WechatError {
  return thrown instanceof WechatError && (faults.length === 0 || faults.includes(thrown.fault));
}
