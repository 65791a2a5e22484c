import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Types } from 'mongoose';
import { wordsOf } from '../../platform/chinese/segmentation.ts';
import { StartUpError } from '../../platform/errors.ts';
import { type FileProblem, FilesRefused } from '../../platform/file-problems.ts';
import { put } from '../../platform/put.ts';
import type { Law, LawTextModels } from './model.ts';
import { type LawFile, readLawFile } from './parse.ts';

export interface ImportedLaw {
  file: string;
  law: string;
  effectiveFrom: string;
  articles: number;
  outcome: 'added' | 'changed' | 'unchanged';
}

interface ReadFile extends LawFile {
  file: string;
  hash: string;
}

/**
 * Takes over the `.md` files of a folder: one version of a law each, known by name and first day. Nothing is stored if one
 * cannot be read. Links to articles stay good when a version is imported again; versions that are not in the folder stay.
 * @param record keeps on record that a version was added or changed
 * @throws FilesRefused, StartUpError when the folder cannot be read or has no such file
 */
export async function importLaws(
  models: LawTextModels,
  folder: string,
  record: (name: string, effectiveFrom: string) => Promise<void>,
): Promise<ImportedLaw[]> {
  const files = await readFolder(folder);
  const imported: ImportedLaw[] = [];
  for (const file of files) {
    const { name, effectiveFrom, articles } = file;
    const stored = await models.laws.findOne({ name, effectiveFrom }).lean<Law>();
    const outcome = stored === null ? 'added' : stored.hash === file.hash ? 'unchanged' : 'changed';
    if (outcome !== 'unchanged') {
      await store(models, file);
      await record(name, effectiveFrom);
    }
    imported.push({ file: file.file, law: name, effectiveFrom, articles: articles.length, outcome });
  }
  return imported;
}

async function readFolder(folder: string): Promise<ReadFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new StartUpError(`${folder}: cannot be read`);
  });
  const markdown = names.filter((name) => name.endsWith('.md')).toSorted();
  if (markdown.length === 0) throw new StartUpError(`${folder}: has no .md files`);
  const files: ReadFile[] = [];
  const problems: (FileProblem & { file: string })[] = [];
  for (const file of markdown) {
    const content = await readFile(join(folder, file), 'utf8');
    const read = readLawFile(content);
    if ('problem' in read) {
      problems.push({ file, ...read.problem });
      continue;
    }
    const { law } = read;
    const twin = files.find((other) => other.name === law.name && other.effectiveFrom === law.effectiveFrom);
    if (twin)
      problems.push({
        file,
        line: 1,
        message: `与 ${twin.file} 是同一部法律的同一版（${law.effectiveFrom}）`,
      });
    else files.push({ ...law, file, hash: createHash('sha256').update(content).digest('hex') });
  }
  if (problems.length > 0) throw new FilesRefused(problems);
  return files;
}

/** Articles first: who reads in between finds the old table of contents, or not the law yet. */
async function store({ laws, articles }: LawTextModels, file: ReadFile): Promise<void> {
  const lawId = idOf(file);
  const { file: _, articles: texts, ...law } = file;
  await articles.bulkWrite(
    texts.map(({ number, path, paragraphs }, place) => ({
      updateOne: {
        filter: { lawId, number },
        update: { $set: { place, path, paragraphs, words: findableBy(path, paragraphs) } },
        upsert: true,
      },
    })),
    { ordered: false },
  );
  await articles.deleteMany({ lawId, number: { $nin: texts.map(({ number }) => number) } });
  const { name, effectiveFrom } = law;
  await put(laws, { name, effectiveFrom }, { ...law, _id: lawId, articleCount: texts.length });
}

const findableBy = (path: readonly string[], paragraphs: readonly string[]) => [
  ...new Set(wordsOf([...path, ...paragraphs].join('\n'))),
];

/** The same version has the same id wherever it is imported, also after an import that broke off. */
function idOf({ name, effectiveFrom }: ReadFile): Types.ObjectId {
  return new Types.ObjectId(createHash('sha256').update(`${name} ${effectiveFrom}`).digest().subarray(0, 12));
}
