import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { StartUpError } from '../errors.ts';
import { checkFileKey, FileMissing, type FileStore, measured, newFileKey } from './store.ts';

/** A bucket that speaks S3: Tencent Cloud's COS, MinIO, AWS … */
export interface S3Settings {
  /** `https://cos.ap-shanghai.myqcloud.com` */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket stands in the path and not in the host name: MinIO yes, COS no. */
  pathStyle: boolean;
}

/** What is held in memory of one file on its way: the smallest parts that S3 takes, one after the other. */
const partBytes = 5 * 1024 * 1024;
const partsAtOnce = 1;

/** Another try after a fault of the network, so that one lost connection does not cost an upload. */
const attempts = 3;
const connectMs = 5_000;

export function createS3Store(settings: S3Settings): FileStore {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey, pathStyle } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: pathStyle,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs },
    // The checksums that S3 has since 2020 are unknown to COS and others.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const named = (key: string) => ({ Bucket: bucket, Key: checkFileKey(key) });

  return {
    place: `${endpoint}/${bucket}`,

    async put(key, content) {
      const { content: bytes, result } = measured(content);
      const upload = new Upload({
        client,
        params: { ...named(key), Body: Readable.from(bytes, { objectMode: false }) },
        partSize: partBytes,
        queueSize: partsAtOnce,
      });
      try {
        await upload.done();
      } catch (error) {
        content.destroy();
        throw error;
      }
      return result();
    },

    async get(key, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            ...named(key),
            ...(range && { Range: `bytes=${range.first}-${range.last}` }),
          }),
        );
        if (!(Body instanceof Readable)) throw new Error('the store answered without a content');
        return Body;
      } catch (error) {
        throw isMissing(error) ? new FileMissing(key) : error;
      }
    },

    async exists(key) {
      try {
        await client.send(new HeadObjectCommand(named(key)));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand(named(key)));
    },

    async check() {
      const key = newFileKey();
      try {
        await this.put(key, Readable.from([Buffer.from(key)]));
        await this.delete(key);
      } catch (error) {
        throw new StartUpError(
          `FILES_S3_BUCKET: cannot write to ${bucket} at ${endpoint} (${reasonOf(error)})`,
        );
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}

/** The store's own word, such as `AccessDenied`; a connection's code where none was made. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
