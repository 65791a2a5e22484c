import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/index.ts';
import { answerOf, type FileAnswer, type KeptFile, keptOf } from '../../platform/http/file-answer.ts';
import type { Lawyer, LegalServiceModels } from './model.ts';

/** The pictures of lawyers, in the file store: drawn anew, so that nothing else of the file survives. */
export function createPhotos({ lawyers }: LegalServiceModels, files: Files) {
  files.countUse(async (keys) => {
    const using = await lawyers
      .find({ 'photoFile.fileKey': { $in: keys } }, { photoFile: 1 })
      .lean<Pick<Lawyer, 'photoFile'>[]>();
    return new Set(using.flatMap(({ photoFile }) => photoFile?.fileKey ?? []));
  });
  return {
    /** Stores the picture of this name in the folder. @throws image-kind-refused, and what taking a file throws */
    async take(folder: string, name: string): Promise<KeptFile> {
      const taken = await files.take(createReadStream(join(folder, name)));
      if (taken.kind === 'photo') return keptOf(taken);
      await files.remove(taken.key);
      throw new ApiError('image-kind-refused');
    },
    /** To be said before a lawyer gets another picture, or none; what it answers, after. */
    async replace(before: KeptFile | null, after: KeptFile | null): Promise<() => Promise<void>> {
      if (before) await files.doubt(before.fileKey);
      return async () => {
        if (after) await files.keep(after.fileKey);
        if (before) await files.remove(before.fileKey);
      };
    },
    open: (photo: KeptFile): FileAnswer => ({ ...answerOf(files, photo, 'photo'), public: true }),
  };
}

export type Photos = ReturnType<typeof createPhotos>;

/** Changes with the picture, so that caches may keep what they have. */
export const photoVersion = ({ sha256 }: KeptFile): string => sha256.slice(0, 12);
