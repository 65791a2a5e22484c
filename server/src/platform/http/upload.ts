import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { fileMaxBytes } from '@linli/shared/files.ts';
import { ApiError } from '../errors.ts';

/** What came with a file. */
export interface Received<Taken> {
  file: Taken;
  fields: Record<string, string>;
}

/** Takes the content of a file as it comes; has it broken off, the stream fails. */
export type TakeContent<Taken> = (content: Readable) => Promise<Taken>;

/** multipart/form-data, which is all that wx.uploadFile speaks: one file, and a few short texts. */
const limits = { files: 1, fields: 5, fieldSize: 4 * 1024, headerPairs: 20, fileSize: fileMaxBytes + 1 };

/** Boundaries, headers and fields around the file. */
const aroundBytes = 64 * 1024;

/**
 * Reads a form with a file out of a request. Whatever goes wrong, the rest of the request is read and thrown away, so
 * that the answer reaches who is still sending.
 * @throws file-too-large, file-empty without a file, body-unreadable, and whatever `take` throws
 */
export async function receiveFile<Taken>(
  request: IncomingMessage,
  take: TakeContent<Taken>,
): Promise<Received<Taken>> {
  try {
    if (Number(request.headers['content-length'] ?? 0) > fileMaxBytes + aroundBytes)
      throw new ApiError('file-too-large');
    return await parse(request, createParser(request), take);
  } catch (error) {
    request.unpipe();
    request.resume();
    throw error;
  }
}

function createParser({ headers }: IncomingMessage): BusboyInstance {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) throw new ApiError('body-unreadable');
  try {
    return new Busboy({ headers: { ...headers, 'content-type': contentType }, limits });
  } catch {
    throw new ApiError('body-unreadable');
  }
}

function parse<Taken>(
  request: IncomingMessage,
  parser: BusboyInstance,
  take: TakeContent<Taken>,
): Promise<Received<Taken>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let content: Readable | undefined;
    let taking: Promise<Taken> | undefined;
    const breakOff = () => {
      const error = new ApiError('body-unreadable');
      content?.destroy(error);
      reject(error);
    };
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (_field, stream) => {
      // Whoever reads it hears of its end; without this, nobody reading would end the process.
      stream.on('error', () => {});
      content = stream;
      taking = take(stream);
      taking.catch(reject);
    });
    parser.once('error', breakOff);
    request.once('close', () => {
      if (!request.complete) breakOff();
    });
    parser.once('finish', () => {
      if (taking) taking.then((file) => resolve({ file, fields }), reject);
      else reject(new ApiError('file-empty'));
    });
    request.pipe(parser);
  });
}
