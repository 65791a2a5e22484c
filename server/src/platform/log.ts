import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Never written to the log, wherever they stand. */
const secretFields = [
  'password',
  'secretAccessKey',
  'accessToken',
  'refreshToken',
  'secret',
  'authorization',
  'phone',
  'appSecret',
  'access_token',
  'session_key',
  'openid',
  'code',
];

/** JSON lines on standard error, so that standard output stays free for what a person should read. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' },
    },
    pino.destination(2),
  );
}
