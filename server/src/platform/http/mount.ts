import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type Router from '@koa/router';
import type { EndpointSchemas } from '@linli/shared/api/endpoint.ts';
import type { Route } from '@linli/shared/api/route.ts';
import { type EndpointId, routes } from '@linli/shared/api/routes.ts';
import { schemas } from '@linli/shared/api/schemas.ts';
import type { AnswerOf, ValidRequest } from '@linli/shared/api/types.ts';
import type { Context } from 'koa';
import type { ZodType } from 'zod';
import { minuteMs } from '../clock.ts';
import { ApiError } from '../errors.ts';
import {
  type ActorFor,
  type Authenticate,
  type AuthenticateDevice,
  type AuthenticatePartner,
  type Caller,
  mayCall,
} from './actor.ts';
import { answerWithFile, type FileAnswer } from './file-answer.ts';
import type { CountCall } from './rate-limits.ts';
import { receiveFile, type TakeContent } from './upload.ts';

/** What a handler gets: the validated request and who makes it. */
export type Call<Id extends EndpointId> = { actor: ActorFor<Id>; ip: string } & (TakesFile<Id> extends true
  ? Omit<ValidRequest<Id>, 'body'> & { upload: Upload<ValidRequest<Id>['body']> }
  : ValidRequest<Id>);

/** What an endpoint answers with; one that streams its text hands it over piece by piece, one that gives a file opens it. */
type Answered<Id extends EndpointId> = (typeof routes)[Id] extends { streams: string }
  ? AsyncIterable<string>
  : (typeof routes)[Id] extends { gives: 'file' }
    ? FileAnswer
    : AnswerOf<Id>;

export type Handler<Id extends EndpointId> = (call: Call<Id>) => Promise<Answered<Id>>;

type TakesFile<Id extends EndpointId> = (typeof routes)[Id] extends { takes: 'file' } ? true : false;

/** The file that a call carries. Nothing of it is read until `receive`, so that who may not send one is told at once. */
export interface Upload<Body> {
  /**
   * Hands the content to `take`, and answers with what came of it. `readBody` gives the texts beside the file.
   * @throws as `receiveFile`; `readBody` throws invalid-request
   */
  receive<Taken>(take: TakeContent<Taken>): Promise<{ file: Taken; readBody: () => Body }>;
}

/** A handler for each of these endpoints; a feature offers some, the app needs all. */
export type Handlers<Ids extends EndpointId = EndpointId> = { [Id in Ids]: Handler<Id> };

interface MountOptions {
  authenticate: Authenticate;
  authenticatePartner: AuthenticatePartner;
  authenticateDevice: AuthenticateDevice;
  countCall: CountCall;
  /** Remembers that somebody known tried what is not theirs to do. */
  recordRefusal(id: EndpointId, actor: Caller, ip: string): Promise<void>;
  /** Hold each answer against the contract before it leaves: for tests, where it finds what a presenter lets slip. */
  checkAnswers: boolean;
}

/** Puts a handler behind each endpoint of the contract: authenticate, limit, validate, handle, answer. */
export function mountHandlers(router: Router, handlers: Handlers, options: MountOptions): void {
  for (const [id, route] of Object.entries(routes) as [EndpointId, Route][]) {
    const schema: EndpointSchemas = schemas[id];
    // The types of request and answer are tied to the id by `Handlers`; inside this loop ids are one union.
    const handle = handlers[id] as (call: unknown) => Promise<unknown>;
    const method = route.method === 'GET' ? 'get' : 'post';
    router[method](id, route.path, async (ctx) => {
      ctx.state.endpoint = id;
      const answer = await beforeDeadline(
        route.takes === 'file' ? uploadDeadlineMs : deadlineMs,
        async () => {
          const actor = await identify(ctx, route, options);
          await options.countCall(id, actor, ctx.ip);
          if (actor && !mayCall(route.access, actor)) {
            await options.recordRefusal(id, actor, ctx.ip);
            throw new ApiError('not-allowed');
          }
          return handle({ ...validRequest(ctx, route, schema), actor, ip: ctx.ip });
        },
      );
      if (route.gives === 'file') return answerWithFile(ctx, answer as FileAnswer); // as `Handler` says
      if (route.streams !== undefined) {
        const stream = streamOf(answer);
        // Better an answer that breaks off than one that seems complete, or never ends.
        stream.once('error', () => ctx.res.destroy());
        ctx.type = route.streams;
        ctx.body = stream;
        return;
      }
      if (options.checkAnswers) schema.answer?.parse(answer);
      ctx.status = schema.answer ? (schema.status ?? 200) : 204;
      ctx.body = answer;
      if (route.cacheSeconds !== undefined) letCachesKeep(ctx, route, route.cacheSeconds, answer);
    });
  }
}

function streamOf(answer: unknown): Readable {
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer))
    throw new Error('a streaming endpoint answers piece by piece');
  return Readable.from(answer as AsyncIterable<string>);
}

/** Who asks again with the ETag or the time they have is told 304 while the answer is the same. */
function letCachesKeep(ctx: Context, { lastModified }: Route, seconds: number, answer: unknown): void {
  ctx.set('Cache-Control', `public, max-age=${seconds}`);
  ctx.etag = createHash('sha256').update(JSON.stringify(answer)).digest('base64url');
  const changed = lastModified && typeof answer === 'object' && answer && Reflect.get(answer, lastModified);
  if (typeof changed === 'string') ctx.lastModified = new Date(changed);
  if (ctx.fresh) ctx.status = 304;
}

/** The mini-program gives up after ten seconds; it should hear from us before. */
const deadlineMs = 8000;
/** Node itself gives a request five minutes to arrive; then a photo is drawn anew, and the file stored. */
const uploadDeadlineMs = 6 * minuteMs;
const retrySeconds = 2;

/**
 * Bounds what a request waits for. The database driver (7.8) waits for ever if a connection breaks in the moment it
 * writes to it; whatever is given up here can be sent again, as creating is idempotent and changes name a version.
 * @throws unavailable
 */
async function beforeDeadline(ms: number, work: () => Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiError('unavailable', { retryAfterSeconds: retrySeconds })), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function identify(
  ctx: Context,
  route: Route,
  { authenticate, authenticatePartner, authenticateDevice }: MountOptions,
): Promise<Caller | null> {
  if (route.access === 'public') return null;
  if (route.access === 'partner') {
    return authenticatePartner({
      method: ctx.method,
      path: ctx.originalUrl,
      body: ctx.request.rawBody ?? '',
      header: (name) => ctx.get(name),
    });
  }
  const authorization = ctx.get('authorization') || undefined;
  const actor = await (route.access === 'device' ? authenticateDevice : authenticate)(authorization);
  if (actor === null) throw new ApiError('not-signed-in');
  return actor;
}

function validRequest(ctx: Context, route: Route, schema: EndpointSchemas) {
  const readBody = (body: unknown) => schema.body && valid('body', schema.body, body);
  return {
    params: schema.params && valid('params', schema.params, ctx.params),
    query: schema.query ? valid('query', schema.query, { ...ctx.query }) : noQuery(ctx),
    ...(route.takes === 'file' ? { upload: uploadOf(ctx, readBody) } : { body: readBody(ctx.request.body) }),
  };
}

function uploadOf(ctx: Context, readBody: (body: unknown) => unknown): Upload<unknown> {
  return {
    async receive(take) {
      const { file, fields } = await receiveFile(ctx.req, take);
      return { file, readBody: () => readBody(fields) };
    },
  };
}

function noQuery(ctx: Context): undefined {
  const [name] = Object.keys(ctx.query);
  if (name === undefined) return undefined;
  throw new ApiError('invalid-request', { details: [{ path: `query.${name}`, message: '没有这个参数' }] });
}

/** @throws invalid-request with one entry for each field that is wrong */
function valid(part: string, schema: ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({
    path: [part, ...path].join('.'),
    message,
  }));
  throw new ApiError('invalid-request', { details });
}
