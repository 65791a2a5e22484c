import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import parseRange from 'range-parser';
import { ApiError } from '../errors.ts';
import { type ByteRange, FileMissing, type Files, type TakenFile } from '../files/index.ts';

/** A file to answer with. */
export interface FileAnswer {
  mediaType: string;
  /** What it is called when it is saved: ours, in ASCII. */
  name: string;
  size: number;
  sha256: string;
  /** Everyone may read it and it never changes: shown in place, and kept by caches. */
  public?: true;
  open(range?: ByteRange): Promise<Readable>;
}

/** What a document that names a stored file has to know of it. */
export interface KeptFile {
  fileKey: string;
  mediaType: string;
  extension: string;
  size: number;
  sha256: string;
}

export function keptOf({ key, mediaType, extension, size, sha256 }: TakenFile): KeptFile {
  return { fileKey: key, mediaType, extension, size, sha256 };
}

/** A stored file to answer with. `name` goes without its ending. */
export function answerOf(
  files: Pick<Files, 'open'>,
  { fileKey, mediaType, extension, size, sha256 }: KeptFile,
  name: string,
): FileAnswer {
  return {
    mediaType,
    size,
    sha256,
    name: `${name}.${extension}`,
    open: (range) => files.open(fileKey, range),
  };
}

/** Something made in memory, as a file to answer with. */
export function fileOf(content: Buffer, mediaType: string, name: string): FileAnswer {
  return {
    mediaType,
    name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    open: async (range) =>
      Readable.from([range ? content.subarray(range.first, range.last + 1) : content], { objectMode: false }),
  };
}

/** Whatever the content may be taken for, nothing in it runs: saved rather than shown, in no frame, without scripts. */
const contentPolicy = "default-src 'none'; sandbox";

/** A year: what never changes. */
const publicSeconds = 31_536_000;

/**
 * Answers with a file, or with the part of it that the request's Range names. Unless it is public no cache keeps it: each
 * reading is to be allowed anew.
 * @throws file-lost
 */
export async function answerWithFile(ctx: Context, file: FileAnswer): Promise<void> {
  const range = wantedRange(ctx, file);
  const content = range === 'beyond' ? '' : await openFor(ctx, file, range);
  ctx.set('Content-Security-Policy', contentPolicy);
  ctx.set('Content-Disposition', `${file.public ? 'inline' : 'attachment'}; filename="${file.name}"`);
  ctx.set('Cache-Control', file.public ? `public, max-age=${publicSeconds}, immutable` : 'private, no-store');
  ctx.set('Accept-Ranges', 'bytes');
  ctx.set('ETag', `"${file.sha256}"`);
  Object.assign(ctx, { compress: false });
  ctx.body = content;
  if (range === 'beyond') {
    ctx.set('Content-Range', `bytes */${file.size}`);
    ctx.status = 416;
    return;
  }
  ctx.type = file.mediaType;
  ctx.length = range ? range.last - range.first + 1 : file.size;
  if (range) {
    ctx.status = 206;
    ctx.set('Content-Range', `bytes ${range.first}-${range.last}/${file.size}`);
  }
}

/** One range is answered; several at once are answered with the whole, as the standard allows (RFC 9110, 14.2). */
function wantedRange(ctx: Context, { size, sha256 }: FileAnswer): ByteRange | 'beyond' | undefined {
  const header = ctx.get('range');
  const ofAnother = ctx.get('if-range') !== '' && ctx.get('if-range') !== `"${sha256}"`;
  if (header === '' || ofAnother) return undefined;
  const ranges = parseRange(size, header);
  if (ranges === -1) return 'beyond';
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  const [range] = ranges;
  return range && { first: range.start, last: range.end };
}

async function openFor(ctx: Context, file: FileAnswer, range: ByteRange | undefined): Promise<Readable | ''> {
  if (ctx.method === 'HEAD') return '';
  try {
    const content = await file.open(range);
    // Half an answer must not look like a whole one.
    content.once('error', () => ctx.res.destroy());
    return content;
  } catch (error) {
    throw error instanceof FileMissing ? new ApiError('file-lost') : error;
  }
}
