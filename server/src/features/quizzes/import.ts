import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slugPattern } from '@linli/shared/articles.ts';
import { type Audit, recordBySystem } from '../../platform/audit.ts';
import { StartUpError } from '../../platform/errors.ts';
import { type FileProblem, FilesRefused } from '../../platform/file-problems.ts';
import { readYaml } from '../../platform/yaml-file.ts';
import { type QuizFile, quizFile } from './file.ts';
import type { Quiz, QuizModels } from './model.ts';

export interface ImportedQuiz {
  file: string;
  outcome: 'new' | 'changed' | 'unchanged';
}

interface ReadQuiz {
  file: string;
  slug: string;
  hash: string;
  quiz: QuizFile;
}

/** What a quiz may refer to. */
interface Known {
  isCampaign(code: string): boolean;
}

/**
 * Takes over the `.yaml` files of a folder: all or, where anything is wrong, none. Done again it changes nothing.
 * @throws FilesRefused with file and line, StartUpError when the folder cannot be read
 */
export async function importQuizzes(
  { quizzes }: QuizModels,
  folder: string,
  known: Known,
  audit: Audit,
): Promise<ImportedQuiz[]> {
  const imported: ImportedQuiz[] = [];
  for (const { file, slug, hash, quiz } of await readFolder(folder, known)) {
    const there = await quizzes.findOne({ slug }, { hash: 1 }).lean<Quiz>();
    const outcome = there === null ? 'new' : there.hash === hash ? 'unchanged' : 'changed';
    if (outcome !== 'unchanged') {
      await quizzes.updateOne({ slug }, { $set: { ...quiz, hash } }, { upsert: true });
      await recordBySystem(audit, 'quiz-import', { kind: 'quiz', id: slug });
    }
    imported.push({ file, outcome });
  }
  return imported;
}

async function readFolder(folder: string, known: Known): Promise<ReadQuiz[]> {
  const names = await readdir(folder).catch(() => {
    throw new StartUpError(`${folder}: cannot be read`);
  });
  const files: ReadQuiz[] = [];
  const problems: (FileProblem & { file: string })[] = [];
  for (const file of names.filter((name) => name.endsWith('.yaml')).sort()) {
    const content = await readFile(join(folder, file), 'utf8');
    const slug = file.replace(/\.yaml$/, '');
    const read = readYaml(content, quizFile);
    const found = 'problems' in read ? read.problems : [];
    if (!slugPattern.test(slug)) found.push({ line: 1, message: '文件名只能有小写字母、数字和 -' });
    if ('value' in read && read.value.campaign !== null && !known.isCampaign(read.value.campaign))
      found.push({ line: read.lineOf(['campaign']), message: `campaign: 没有专题 ${read.value.campaign}` });
    if ('value' in read && found.length === 0) {
      const hash = createHash('sha256').update(content).digest('hex');
      files.push({ file, slug, hash, quiz: read.value });
    }
    problems.push(...found.map((problem) => ({ file, ...problem })));
  }
  if (problems.length > 0) throw new FilesRefused(problems);
  return files;
}
