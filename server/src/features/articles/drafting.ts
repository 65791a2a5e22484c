import type { BodyOf } from '@linli/shared/api/types.ts';
import { readingMinutes } from '@linli/shared/articles.ts';
import { Types } from 'mongoose';
import { ApiError } from '../../platform/errors.ts';
import type { StaffActor } from '../../platform/http/actor.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Organization } from '../organization/index.ts';
import type { ArticleImages } from './images.ts';
import type { ArticleContent, ArticleText } from './model.ts';
import { reachOf } from './policy.ts';
import { renderFitting, textFrom } from './texts.ts';

type Written = BodyOf<'createArticle'>['content'];

export interface DraftingNeeds {
  images: ArticleImages;
  organization: Organization;
  campaigns: Campaigns;
}

/** From what an editor sends to a text that can be stored. */
export function createDrafting({ images, organization, campaigns }: DraftingNeeds) {
  /** @throws invalid-request when it names a department beyond the editor's reach, or a campaign that is not there */
  function contentFrom(actor: StaffActor, written: Written): ArticleContent {
    const { department, coverImageId, ...rest } = written;
    const directory = organization.directory();
    const unit = directory.unitByCode(department);
    if (!unit || !reachOf(actor, directory).some((id) => id.equals(unit._id)))
      throw invalid('department', '请选择本街道的部门');
    if (rest.campaign !== null && !campaigns.byCode(rest.campaign)) throw invalid('campaign', '没有这个专题');
    return {
      ...rest,
      departmentId: unit._id,
      coverImageId: coverImageId === null ? null : new Types.ObjectId(coverImageId),
    };
  }

  return {
    /** @throws invalid-request, article-too-large */
    async text(actor: StaffActor, articleId: Types.ObjectId, written: Written): Promise<ArticleText> {
      const { text, images: inBody } = textFrom(articleId, contentFrom(actor, written));
      const named = [
        ...inBody.map((id) => new Types.ObjectId(id)),
        ...(text.coverImageId ? [text.coverImageId] : []),
      ];
      const known = await images.known(named);
      if (!named.every((id) => known.has(id.toHexString())))
        throw invalid('markdown', '有一张图片不在图库里，请重新上传');
      return text;
    },

    /** @throws article-too-large */
    preview(markdown: string) {
      const { nodes, links, characters } = renderFitting(markdown);
      return { nodes, links, readingMinutes: readingMinutes(characters) };
    },
  };
}

const invalid = (field: string, message: string) =>
  new ApiError('invalid-request', { details: [{ path: `body.content.${field}`, message }] });
