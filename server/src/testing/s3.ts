import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { Middleware } from 'koa';
import type { S3Settings } from '../platform/files/index.ts';

/** The one account that the stand-in knows. It checks each signature with it. */
export const s3Account = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

export interface S3StandIn {
  settings: S3Settings;
  stop(): Promise<void>;
}

/** A server that speaks S3, on a free port of this machine, with one empty bucket. */
export async function startS3StandIn(directory: string): Promise<S3StandIn> {
  const bucket = 'linli';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  server.middleware.unshift(abortsUploads(directory));
  const { port } = await server.run();
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket,
      ...s3Account,
      pathStyle: true,
    },
    stop: () => server.close(),
  };
}

/** AbortMultipartUpload, which the package knows but does not do. It checks the signature first. */
function abortsUploads(directory: string): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { uploadId } = ctx.query;
      const notDone = error instanceof Error && 'code' in error && error.code === 'MethodNotAllowed';
      if (!notDone || ctx.method !== 'DELETE' || typeof uploadId !== 'string') throw error;
      for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
        if (entry.name === uploadId) await rm(join(entry.parentPath, entry.name), { recursive: true });
      }
      ctx.status = 204;
    }
  };
}
