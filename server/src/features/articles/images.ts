import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Types } from 'mongoose';
import { ApiError, duplicateKeyOf } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import { answerOf, type FileAnswer, keptOf } from '../../platform/http/file-answer.ts';
import type { ArticleImage, ArticleModels } from './model.ts';

/** The pictures of articles, in the file store. */
export interface ArticleImages {
  /** Stores a picture, drawn anew; the same content is stored once. @throws file-empty, file-too-large, file-kind-refused, photo-unreadable */
  add(content: Readable): Promise<Types.ObjectId>;
  /** Which of these are there. */
  known(ids: readonly Types.ObjectId[]): Promise<ReadonlySet<string>>;
  /** @throws not-found */
  open(id: string): Promise<FileAnswer>;
}

export function createArticleImages(images: ArticleModels['images'], files: Files): ArticleImages {
  files.countUse(async (keys) => {
    const using = await images.find({ fileKey: { $in: keys } }, { fileKey: 1 }).lean<ArticleImage[]>();
    return new Set(using.map(({ fileKey }) => fileKey));
  });
  const bySource = (sourceHash: string) => images.findOne({ sourceHash }, { _id: 1 }).lean<ArticleImage>();

  return {
    async add(content) {
      const bytes = await buffer(content);
      const sourceHash = createHash('sha256').update(bytes).digest('hex');
      const known = await bySource(sourceHash);
      if (known) return known._id;
      const taken = await files.take(Readable.from([bytes]));
      if (taken.kind !== 'photo') {
        await files.remove(taken.key);
        throw new ApiError('image-kind-refused');
      }
      const image = { _id: new Types.ObjectId(), sourceHash, ...keptOf(taken) };
      try {
        await images.create(image);
      } catch (error) {
        if (!duplicateKeyOf(error)) throw error;
        await files.remove(taken.key);
        const first = await bySource(sourceHash);
        if (!first) throw error;
        return first._id;
      }
      await files.keep(taken.key);
      return image._id;
    },

    async known(ids) {
      const found = await images.find({ _id: { $in: ids } }, { _id: 1 }).lean<ArticleImage[]>();
      return new Set(found.map(({ _id }) => _id.toHexString()));
    },

    async open(id) {
      const image = await images.findById(id).lean<ArticleImage>();
      if (!image) throw new ApiError('not-found');
      return { ...answerOf(files, image, id), public: true };
    },
  };
}
