import type { ErrorCode } from '@linli/shared/errors.ts';
import { copy } from './copy';

/** What can go wrong before an answer arrives. */
export type ConnectionCode = 'offline' | 'timeout' | 'answer-unreadable';

const connectionMessages: Record<ConnectionCode, string> = {
  offline: copy.offline,
  timeout: copy.timeout,
  'answer-unreadable': copy.unreadable,
};

interface Answered {
  /** The HTTP status; 0 when no answer of ours came. */
  status: number;
  /** What exactly was wrong, or what the current state is. */
  details?: unknown;
  /** How long the server asks to wait before the next try. */
  retryAfterMs?: number | undefined;
}

/** A call to the server that did not succeed. The message is meant for the person at the screen. */
export class CallError extends Error {
  readonly code: ErrorCode | ConnectionCode;
  readonly status: number;
  readonly details: unknown;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode | ConnectionCode,
    message: string,
    { status, details, retryAfterMs }: Answered,
  ) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The error for a call that never got an answer of ours. */
export function connectionError(code: ConnectionCode): CallError {
  return new CallError(code, connectionMessages[code], { status: 0 });
}

/** True when no answer of ours came: the network, or something on the way, is at fault. */
export function isConnectionError(error: CallError): boolean {
  return error.status === 0;
}

/** True when the same call may succeed later without anything being changed. */
export function isTemporary(error: CallError): boolean {
  return isConnectionError(error) || error.status === 429 || error.status >= 500;
}

/** The server's message as it stands, with the step that only we can know: outside WeChat, nobody can sign in. */
export function failureWords(error: CallError): string {
  return error.code === 'wechat-code-invalid' ? `${error.message}。${copy.onlyInWechat}` : error.message;
}

/** Whatever was thrown, as an error that can be shown. */
export function toCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  console.error(thrown);
  return new CallError('internal', copy.programFault, { status: 500 });
}
