import type { ErrorCode } from '@linli/shared/errors.ts';

/** What can go wrong before an answer arrives. */
export type ConnectionCode = 'offline' | 'timeout' | 'answer-unreadable';

const connectionMessages: Record<ConnectionCode, string> = {
  offline: '网络没有连上，请检查网络后重试',
  timeout: '等了很久还没有回应，请重试',
  'answer-unreadable': '系统的回应无法读取，请稍后重试',
};

/** A call to the server that did not succeed. The message is meant for the person at the screen. */
export class CallError extends Error {
  readonly code: ErrorCode | ConnectionCode;
  /** What exactly was wrong, or what the current state is; only the server gives it. */
  readonly details: unknown;

  constructor(code: ErrorCode | ConnectionCode, message: string, details?: unknown) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.details = details;
  }
}

/** The error for a call that never got an answer. */
export function connectionError(code: ConnectionCode): CallError {
  return new CallError(code, connectionMessages[code]);
}

/** True when trying again may help without anything being changed. */
export function isConnectionError(error: CallError): boolean {
  return error.code in connectionMessages;
}

/** The server's message as it stands, with the step that only we can know: outside WeChat, nobody can sign in. */
export function failureWords(error: CallError): string {
  return error.code === 'wechat-code-invalid' ? `${error.message}。请在微信中打开。` : error.message;
}

/** Whatever was thrown, as an error that can be shown. */
export function toCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  console.error(thrown);
  return new CallError('internal', '程序出了点问题，请重试');
}
