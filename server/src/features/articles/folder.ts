import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Image, ImageReference, Nodes } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { StartUpError } from '../../platform/errors.ts';
import { type FileProblem, FilesRefused } from '../../platform/file-problems.ts';
import { type ArticleFile, readArticleFile } from './front-matter.ts';

/** An article of a folder, with the pictures it names. */
export interface FolderArticle extends ArticleFile {
  file: string;
  /** By the path that the article names them with. */
  pictures: ReadonlyMap<string, Buffer>;
  /** SHA-256 over the file and its pictures: the same as long as nothing in it changes. */
  hash: string;
}

/** Reads the `.md` files of a folder. @throws FilesRefused, StartUpError when the folder cannot be read */
export async function readArticleFolder(folder: string): Promise<FolderArticle[]> {
  const names = await readdir(folder).catch(() => {
    throw new StartUpError(`${folder}: cannot be read`);
  });
  const articles: FolderArticle[] = [];
  const problems: (FileProblem & { file: string })[] = [];
  for (const file of names.filter((name) => name.endsWith('.md')).sort()) {
    const read = await readOne(folder, file);
    if ('problems' in read) problems.push(...read.problems.map((problem) => ({ file, ...problem })));
    else articles.push(read);
  }
  if (problems.length > 0) throw new FilesRefused(problems);
  return articles;
}

async function readOne(folder: string, file: string): Promise<FolderArticle | { problems: FileProblem[] }> {
  const content = await readFile(join(folder, file), 'utf8');
  const read = readArticleFile(file, content);
  if ('problems' in read) return read;
  const { article } = read;
  const pictures = new Map<string, Buffer>();
  const problems: FileProblem[] = [];
  const take = async (path: string, line: number) => {
    const bytes = isInside(path) ? await readFile(join(folder, path)).catch(() => null) : null;
    if (bytes) pictures.set(path, bytes);
    else problems.push({ line, message: `图片 ${path} 不在文件夹里` });
  };
  for (const { node, line } of picturesIn(article.markdown)) {
    const at = line + article.bodyLine - 1;
    if (node.type === 'image') await take(node.url, at);
    else problems.push({ line: at, message: '图片请写成 ![说明](文件)' });
  }
  const { cover } = article.front;
  if (cover !== null) await take(cover, article.lineOf(['cover']));
  if (problems.length > 0) return { problems };
  const hash = createHash('sha256').update(content);
  for (const [path, bytes] of [...pictures].sort()) hash.update(path).update(bytes);
  return { ...article, file, pictures, hash: hash.digest('hex') };
}

const isInside = (path: string) => !/^([a-z]+:|\/|\\)/i.test(path) && !normalize(path).startsWith('..');

const markdown = unified().use(remarkParse);

interface PicturePlace {
  node: Image | ImageReference;
  line: number;
}

function picturesIn(body: string): PicturePlace[] {
  const found: PicturePlace[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'image' || node.type === 'imageReference')
      found.push({ node, line: node.position?.start.line ?? 1 });
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(markdown.parse(body));
  return found;
}

/** The body with each picture named by its id in the store. */
export function withStoredPictures(body: string, idOf: (path: string) => string): string {
  return picturesIn(body).reduceRight((text, { node }) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    if (node.type !== 'image' || from === undefined || to === undefined) return text;
    const alt = (node.alt ?? '').replace(/[[\]\\]/g, '');
    return `${text.slice(0, from)}![${alt}](image:${idOf(node.url)})${text.slice(to)}`;
  }, body);
}
