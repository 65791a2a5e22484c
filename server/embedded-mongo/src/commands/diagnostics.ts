import { Doc } from '../bson/doc.ts';
import { count, toNumber } from '../bson/number.ts';
import { BsonDate, Double, isNumber } from '../bson/types.ts';
import { MongoError } from '../errors.ts';
import { maxDocumentBytes } from '../update/update.ts';
import { maxMessageBytes } from '../wire/message.ts';
import { type Command, ok, type Request } from './command.ts';
import { maxWriteBatch } from './insert.ts';

/** The MongoDB version whose behaviour and wire protocol this database follows. */
const version = '8.0.0';
const maxWireVersion = 25;

/**
 * A standalone server without sessions: drivers then send neither transactions nor retryable writes, and
 * without `topologyVersion` they do not stream heartbeats.
 */
export function helloReply(request: Request): Doc {
  return ok({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: maxWriteBatch,
    localTime: new BsonDate(Date.now()),
    connectionId: request.connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
  });
}

const helloFields = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'topologyVersion',
  'maxAwaitTimeMS',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'forShell',
  'backpressure',
  'hostInfo',
  'hello',
  'ismaster',
  'isMaster',
];

export const hello: Command = { kind: 'plain', fields: helloFields, run: helloReply };

export const ping: Command = { kind: 'plain', fields: [], run: () => ok() };

export const buildInfo: Command = {
  kind: 'plain',
  fields: [],
  run: () =>
    ok({
      version,
      gitVersion: 'embedded',
      modules: ['linli-embedded'],
      versionArray: [8, 0, 0, 0],
      bits: 64,
      debug: false,
      maxBsonObjectSize: maxDocumentBytes,
      storageEngines: ['sqlite'],
    }),
};

export const endSessions: Command = { kind: 'plain', fields: [], run: () => ok() };

export const serverStatus: Command = {
  kind: 'read',
  fields: ['repl', 'metrics', 'locks'],
  run: (_request, { cursors }) =>
    ok({
      host: 'embedded',
      version,
      process: 'embedded-mongo',
      pid: process.pid,
      uptime: new Double(process.uptime()),
      localTime: new BsonDate(Date.now()),
      mem: Doc.of({ resident: Math.round(process.memoryUsage().rss / 1024 / 1024) }),
      metrics: Doc.of({ cursor: Doc.of({ open: Doc.of({ total: count(cursors.size) }) }) }),
      storageEngine: Doc.of({ name: 'sqlite' }),
    }),
};

export const connectionStatus: Command = {
  kind: 'plain',
  fields: ['showPrivileges'],
  run: () => ok({ authInfo: Doc.of({ authenticatedUsers: [], authenticatedUserRoles: [] }) }),
};

export const getParameter: Command = {
  kind: 'plain',
  fields: ['featureCompatibilityVersion', 'ttlMonitorSleepSecs'],
  run: (_request, { settings }) =>
    ok({ featureCompatibilityVersion: Doc.of({ version: '8.0' }), ttlMonitorSleepSecs: settings.ttlSeconds }),
};

/** Only the pause of the TTL monitor can be set, as tests need it. */
export const setParameter: Command = {
  kind: 'plain',
  fields: ['ttlMonitorSleepSecs'],
  run(request, { settings }) {
    const seconds = request.body.get('ttlMonitorSleepSecs');
    if (!isNumber(seconds) || toNumber(seconds) < 1)
      throw new MongoError('InvalidOptions', 'no option found to set');
    const was = settings.ttlSeconds;
    settings.ttlSeconds = Math.floor(toNumber(seconds));
    return ok({ was });
  },
};

/** Logging in is for databases on a network; this one is reached through a private socket only. */
export const saslStart: Command = {
  kind: 'plain',
  fields: ['mechanism', 'payload', 'options', 'autoAuthorize'],
  run: () => {
    throw new MongoError(18, 'Authentication failed: the embedded database has no users.');
  },
};
