import { randomInt } from 'node:crypto';
import type { AnswerOf } from '@linli/shared/api/types.ts';
import { type CodeKind, codeKinds } from '@linli/shared/codes.ts';
import { formatScene, parseScene } from '@linli/shared/scenes.ts';
import type { Connection, Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import { type ChangeLog, type TopicsFor, topic } from '../../platform/changes.ts';
import { type Clock, later, minuteMs } from '../../platform/clock.ts';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { AuthenticateDevice, StaffActor } from '../../platform/http/actor.ts';
import { fileOf } from '../../platform/http/file-answer.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Log } from '../../platform/log.ts';
import { createReplica } from '../../platform/replica.ts';
import type { Vault } from '../../platform/vault.ts';
import type { WechatClient } from '../../platform/wechat/index.ts';
import type { Articles } from '../articles/index.ts';
import type { LegalService } from '../legal-service/index.ts';
import type { Counter, Organization } from '../organization/index.ts';
import type { Ratings } from '../ratings/index.ts';
import type { ServiceRecords } from '../service-records/index.ts';
import { createLettering } from './lettering.ts';
import { type Screen, screenModel } from './model.ts';
import { createPictures } from './pictures.ts';
import { createPlaces } from './places.ts';
import { printCodes } from './print.ts';
import type { CodeScans } from './scans.ts';
import { sceneOf } from './scene-of.ts';
import { createScreens } from './screens.ts';
import { createSheets } from './sheets.ts';

export { type CodeScans, createCodeScans } from './scans.ts';
export { mountScreenPage, screenPagePath } from './screen-page.ts';

type CodeEndpoints =
  | 'listCodes'
  | 'printCodes'
  | 'countCodeScan'
  | 'changeCounterCode'
  | 'revokeCounterCode'
  | 'listScreens'
  | 'addScreen'
  | 'revokeScreen'
  | 'getScreen'
  | 'getScreenCode';

/** The codes that residents scan: printed ones, and those on the small screens at the counters. */
export interface Codes {
  handlers: Handlers<CodeEndpoints>;
  authenticateDevice: AuthenticateDevice;
  /** What a screen may hear of, live: that there is something else to show. */
  topicsFor: TopicsFor;
  /** Lets the screens at a counter know that there is something else to show; costs nothing where there are none. */
  tellScreens(counterId: Types.ObjectId): Promise<void>;
  start(): void;
  stop(): void;
}

export interface CodeNeeds {
  connection: Connection;
  organization: Organization;
  legalService: LegalService;
  articles: Pick<Articles, 'liveFor' | 'isLive'>;
  records: Pick<ServiceRecords, 'latestAt' | 'findByToken'>;
  ratings: Pick<Ratings, 'isRated'>;
  scans: CodeScans;
  wechat: WechatClient;
  vault: Vault;
  audit: Audit;
  changes: ChangeLog;
  clock: Clock;
  log: Log;
}

/** So long the screen shows the code of a service that has ended; then the next person stands there. */
const serviceShownMs = 10 * minuteMs;

/** Letters and digits that are not taken for one another. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const addedLetters = 4;

/** A code that stands at a place: what it is of, and what is known of it. */
type Code = AnswerOf<'changeCounterCode'>;

export async function createCodes(needs: CodeNeeds): Promise<Codes> {
  const { connection, organization, records, ratings, scans, vault, audit, clock, log } = needs;
  const screenRows = screenModel(connection);
  const replica = await createReplica(
    connection,
    'screens',
    () => screenRows.find({ revokedAt: null }).lean<Screen[]>(),
    log,
  );
  const record = (actor: StaffActor, action: string, subject: { kind: string; id: string }, ip: string) =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action,
      subject,
      outcome: 'done',
      ip,
    });
  const screens = createScreens({
    screens: screenRows,
    replica,
    organization,
    vault,
    changes: needs.changes,
    clock,
    record,
  });
  async function tellScreens(counterId: Types.ObjectId): Promise<void> {
    if (replica.current().some((screen) => screen.counterId.equals(counterId)))
      await needs.changes.tell([{ topic: topic('counter', counterId) }]);
  }
  const pictures = createPictures(needs.wechat);
  const lettering = createLettering();

  const places = createPlaces(needs);
  const sheets = createSheets({ places, organization, pictures });

  /** @throws not-found */
  function counterOf(actor: StaffActor, id: string): Counter {
    const counter = places.counters(actor).find(({ _id }) => _id.equals(id));
    if (!counter) throw new ApiError('not-found');
    return counter;
  }

  /** Gives the counter a code that nothing has; tries again in the unlikely case that something does. */
  async function changeCode(counter: Counter, from: string): Promise<void> {
    for (;;) {
      try {
        return await organization.changeScanCode(counter._id, from, newScanCode(counter.code));
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
      }
    }
  }

  /** As the counter stands now. @throws not-found */
  async function codeOf(counterId: Types.ObjectId): Promise<Code> {
    const counter = organization.directory().counter(counterId);
    if (!counter) throw new ApiError('not-found');
    return places.codeOf(counter);
  }

  /** The scenes that a screen may show: its counter's own, and those of services at its counter. @throws not-found */
  async function sceneOfScreen(counterId: string, text: string) {
    const scene = parseScene(text);
    const counter = organization.directory().counter(counterId);
    if (scene?.kind === 'counter' && scene.code === counter?.scanCode) return scene;
    const service = scene?.kind === 'service-record' ? await records.findByToken(scene.token) : null;
    if (scene?.kind === 'service-record' && service?.counterId.equals(counterId)) return scene;
    throw new ApiError('not-found');
  }

  return {
    handlers: {
      async listCodes({ actor, query }) {
        const kinds = kindsFor(actor).filter((kind) => query.kind === undefined || kind === query.kind);
        return { items: await places.codes(actor, kinds) };
      },

      async printCodes({ actor, query, ip }) {
        if (!kindsFor(actor).includes(query.kind)) throw new ApiError('not-allowed');
        const codes = await sheets.of(actor, query.kind, query.id);
        const content = await printCodes(codes, query.format, lettering);
        await record(actor, 'codes-print', { kind: 'code', id: query.id ?? query.kind }, ip);
        return fileOf(content, 'application/pdf', `linli-${query.kind}-${query.format}.pdf`);
      },

      async changeCounterCode({ actor, params, body, ip }) {
        const counter = counterOf(actor, params.id);
        await changeCode(counter, body.scanCode);
        await tellScreens(counter._id);
        await record(actor, 'code-change', { kind: 'counter', id: params.id }, ip);
        return codeOf(counter._id);
      },

      async revokeCounterCode({ actor, params, body, ip }) {
        const counter = counterOf(actor, params.id);
        if (counter.scanCodeRevokedAt === undefined || counter.scanCode !== body.scanCode) {
          await organization.revokeScanCode(counter._id, body.scanCode, clock.now());
        }
        await tellScreens(counter._id);
        await record(actor, 'code-revoke', { kind: 'counter', id: params.id }, ip);
        return codeOf(counter._id);
      },

      async countCodeScan({ body }) {
        const scene = parseScene(body.scene);
        if (!scene || !places.isThere(scene)) throw new ApiError('scan-code-unknown');
        scans.count(formatScene(scene));
        return undefined;
      },

      listScreens: async ({ actor }) => ({ items: await screens.list(actor) }),
      addScreen: ({ actor, body, ip }) => screens.add(actor, body, ip),
      revokeScreen: ({ actor, params, ip }) => screens.revoke(actor, params.id, ip),

      async getScreen({ actor }) {
        const directory = organization.directory();
        const counter = directory.counter(actor.counterId);
        if (!counter) throw new ApiError('not-found');
        const service = await records.latestAt(counter._id, later(clock.now(), -serviceShownMs));
        return {
          counter: { code: counter.code, name: counter.name },
          department: directory.unit(counter.departmentId)?.name ?? '',
          scene: counter.scanCodeRevokedAt ? null : formatScene(sceneOf(counter)),
          service: service && {
            scene: formatScene({ kind: 'service-record', token: service.token }),
            item: directory.serviceItem(service.serviceItemId)?.name ?? '',
            servedAt: service.servedAt.toISOString(),
            rated: await ratings.isRated(service._id),
          },
        };
      },

      async getScreenCode({ actor, query }) {
        const picture = await pictures.of(await sceneOfScreen(actor.counterId, query.scene));
        return fileOf(picture.content, picture.mediaType, 'code');
      },
    },
    authenticateDevice: screens.authenticate,
    topicsFor: (listener) =>
      listener.kind === 'device' ? [[topic('counter', listener.counterId), 'screen']] : [],
    tellScreens,
    start: replica.start,
    stop: replica.stop,
  };
}

/** An editor prints what leads to articles; who runs the unit prints all. */
const kindsFor = ({ roles }: StaffActor): readonly CodeKind[] =>
  roles.some((role) => role === 'admin' || role === 'supervisor') ? codeKinds : ['article'];

/** The counter's code with letters behind it that cannot be guessed from the one before: A02-7KQ2. */
function newScanCode(code: string): string {
  const added = Array.from({ length: addedLetters }, () => letters[randomInt(letters.length)]);
  return `${code.toUpperCase()}-${added.join('')}`;
}
