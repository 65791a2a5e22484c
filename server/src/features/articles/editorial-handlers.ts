import type { Audit } from '../../platform/audit.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Handlers } from '../../platform/http/mount.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Organization } from '../organization/index.ts';
import type { createEditorial } from './editorial.ts';
import type { ArticleImages } from './images.ts';
import { reachOf } from './policy.ts';
import { imagePath } from './rich-nodes.ts';

export type EditorialEndpoints =
  | 'listEditorialArticles'
  | 'getEditorialArticle'
  | 'createArticle'
  | 'editArticle'
  | 'actOnArticle'
  | 'getArticleVersion'
  | 'previewArticle'
  | 'addArticleImage'
  | 'listEditorialOptions';

interface Needs {
  editorial: ReturnType<typeof createEditorial>;
  images: ArticleImages;
  organization: Organization;
  campaigns: Campaigns;
  audit: Audit;
}

/** What editors and reviewers do; each change is in the audit log. */
export function editorialHandlers(needs: Needs): Handlers<EditorialEndpoints> {
  const { editorial, images, organization, campaigns, audit } = needs;

  const record = (actor: StaffActor, action: string, id: string, ip: string, outcome: 'done' | 'refused') =>
    audit.record({
      chain: 'settings',
      actor: { kind: 'staff', id: actor.id },
      action: `article-${action}`,
      subject: { kind: 'article', id },
      outcome,
      ip,
    });

  return {
    listEditorialArticles: ({ actor, query }) => editorial.list(actor, query),
    getEditorialArticle: ({ actor, params }) => editorial.get(actor, params.id),
    getArticleVersion: ({ actor, params }) => editorial.version(actor, params.id, params.number),
    async previewArticle({ body }) {
      return editorial.preview(body.markdown);
    },
    async createArticle({ actor, body, ip }) {
      const article = await editorial.create(actor, body);
      await record(actor, 'create', article.id, ip, 'done');
      return article;
    },
    async editArticle({ actor, params, body, ip }) {
      const article = await editorial.edit(actor, params.id, body);
      await record(actor, 'edit', article.id, ip, 'done');
      return article;
    },
    async actOnArticle({ actor, params, body, ip }) {
      try {
        const article = await editorial.act(actor, params.id, body);
        await record(actor, body.action, article.id, ip, 'done');
        return article;
      } catch (error) {
        await record(actor, body.action, params.id, ip, 'refused');
        throw error;
      }
    },
    async addArticleImage({ actor, upload, ip }) {
      const { file } = await upload.receive((content) => images.add(content));
      const id = file.toHexString();
      await record(actor, 'image-add', id, ip, 'done');
      return { id, src: imagePath(id) };
    },
    async listEditorialOptions({ actor }) {
      const directory = organization.directory();
      const units = reachOf(actor, directory).flatMap((id) => directory.unit(id) ?? []);
      return {
        departments: units.map(({ code, name }) => ({ code, name })),
        campaigns: campaigns.all().map(({ code, title }) => ({ code, title })),
      };
    },
  };
}
