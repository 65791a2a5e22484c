import { Readable } from 'node:stream';
import { Types } from 'mongoose';
import type { Audit } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { StartUpError } from '../../platform/errors.ts';
import { type FileProblem, FilesRefused } from '../../platform/file-problems.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Directory, Organization } from '../organization/index.ts';
import { type Doing, firstVersion, goLive, make, newText, step } from './changes.ts';
import { type FolderArticle, readArticleFolder, withStoredPictures } from './folder.ts';
import type { ArticleImages } from './images.ts';
import type { Article, ArticleContent, ArticleModels } from './model.ts';
import { reviewing } from './policy.ts';
import { spreadChanges } from './spreading.ts';
import { tellReviewersOf } from './telling.ts';
import { textFrom } from './texts.ts';

/**
 * What became of a file. `published`: it was there, and is now published as reviewed. `edited-here`: an editor has changed
 * or archived the article since; it stays as it is.
 */
export type ImportOutcome = 'new' | 'changed' | 'published' | 'unchanged' | 'edited-here';

export interface Imported {
  file: string;
  outcome: ImportOutcome;
}

export interface ImportNeeds {
  models: ArticleModels;
  images: ArticleImages;
  organization: Organization;
  campaigns: Campaigns;
  notifications: Pick<Notifications, 'tell'>;
  audit: Audit;
  clock: Clock;
  /** Makes every process load again. */
  spread(): Promise<void>;
}

export interface ImportOptions {
  /**
   * The account of who has reviewed the files: they are published in that name. Without it they wait for a review in
   * the app.
   */
  reviewedBy?: string | undefined;
}

/**
 * Takes over a folder of articles: all of it or, where anything is wrong with a file, nothing. Done again it changes
 * nothing.
 * @throws FilesRefused, StartUpError
 */
export async function importArticles(
  needs: ImportNeeds,
  folder: string,
  { reviewedBy }: ImportOptions = {},
): Promise<Imported[]> {
  const files = await readArticleFolder(folder);
  const directory = needs.organization.directory();
  const problems = files.flatMap((file) =>
    problemsOf(file, directory, needs.campaigns).map((found) => ({ file: file.file, ...found })),
  );
  if (problems.length > 0) throw new FilesRefused(problems);
  const reviewerId = reviewedBy === undefined ? null : reviewerNamed(reviewedBy, directory);
  const imported: Imported[] = [];
  const waiting: Article[] = [];
  for (const file of files) {
    const { outcome, toReview } = await importOne(needs, file, reviewerId);
    imported.push({ file: file.file, outcome });
    if (toReview) waiting.push(toReview);
  }
  await tellReviewersOf(waiting, needs.notifications, directory);
  await spreadChanges(needs.models, needs.spread);
  return imported;
}

/** What a file refers to and is not there. */
function problemsOf(
  { front, lineOf }: FolderArticle,
  directory: Directory,
  campaigns: Campaigns,
): FileProblem[] {
  const { department, campaign } = front;
  return [
    ...(directory.unitByCode(department)
      ? []
      : [{ line: lineOf(['department']), message: `department: 没有编号为 ${department} 的部门` }]),
    ...(campaign === null || campaigns.byCode(campaign)
      ? []
      : [{ line: lineOf(['campaign']), message: `campaign: 没有编号为 ${campaign} 的专题` }]),
  ];
}

function reviewerNamed(username: string, directory: Directory): Types.ObjectId {
  const member = directory.staffByUsername(username);
  if (!member?.active) throw new StartUpError(`there is no account ${username}`);
  if (!member.roles.some((role) => reviewing.includes(role)))
    throw new StartUpError(
      `${username} may not review articles (one of these roles is needed: ${reviewing.join(', ')})`,
    );
  return member._id;
}

async function importOne(
  needs: ImportNeeds,
  file: FolderArticle,
  reviewerId: Types.ObjectId | null,
): Promise<{ outcome: ImportOutcome; toReview?: Article }> {
  const { models } = needs;
  const there = await models.articles.findOne({ slug: file.slug }).lean<Article>();
  const edited = there && !(there.importedTextId?.equals(there.textId) && there.state !== 'archived');
  if (there?.importedHash === file.hash) {
    if (edited || !reviewerId || there.state !== 'in-review') return { outcome: 'unchanged' };
    const approval: Doing = { kind: 'approve', staffId: reviewerId, at: needs.clock.now() };
    await make(models, there, goLive(there, approval));
    return { outcome: 'published' };
  }
  if (edited) return { outcome: 'edited-here' };
  const articleId = there?._id ?? new Types.ObjectId();
  const content = await contentOf(needs, file);
  const { text } = textFrom(articleId, content);
  const at = needs.clock.now();
  const doing: Doing = { kind: 'import', staffId: null, at };
  const imported = {
    importedHash: file.hash,
    importedTextId: text._id,
    correctionDue: file.front.correction,
  };
  let article: Article | null;
  if (there) article = await make(models, there, newText(there, text, doing, imported));
  else {
    article = { ...firstVersion(text, file.slug, doing), ...imported };
    await models.texts.create(text);
    await models.articles.create(article);
  }
  const submitted =
    article && (await make(models, article, step(article, 'in-review', { ...doing, kind: 'submit' })));
  if (submitted && reviewerId)
    await make(models, submitted, goLive(submitted, { kind: 'approve', staffId: reviewerId, at }));
  await needs.audit.record({
    chain: 'settings',
    actor: reviewerId ? { kind: 'staff', id: reviewerId.toHexString() } : { kind: 'system', id: null },
    action: 'article-import',
    subject: { kind: 'article', id: articleId.toHexString() },
    outcome: 'done',
    ip: null,
  });
  return {
    outcome: there ? 'changed' : 'new',
    ...(submitted && !reviewerId && { toReview: submitted }),
  };
}

async function contentOf(needs: ImportNeeds, file: FolderArticle): Promise<ArticleContent> {
  const { images, organization } = needs;
  const ids = new Map<string, Types.ObjectId>();
  for (const [path, bytes] of file.pictures) ids.set(path, await images.add(Readable.from([bytes])));
  const { department, cover, correction: _, ...front } = file.front;
  const unit = organization.directory().unitByCode(department);
  if (!unit) throw new Error(`there is no unit ${department}`);
  return {
    ...front,
    departmentId: unit._id,
    coverImageId: (cover !== null && ids.get(cover)) || null,
    markdown: withStoredPictures(file.markdown, (path) => ids.get(path)?.toHexString() ?? ''),
  };
}
