import type { AnswerOf, ArticleDetail } from '@linli/shared/api/types.ts';
import { readingMinutes } from '@linli/shared/articles.ts';
import { lawArticleLabel } from '@linli/shared/law-articles.ts';
import type { LawTexts } from '../law-texts/index.ts';
import type { Organization } from '../organization/index.ts';
import { type Catalogue, type LiveArticle, relatedTo } from './catalogue.ts';
import type { LegalBasis } from './model.ts';
import { imagePath } from './rich-nodes.ts';

type Row = ArticleDetail['related'][number];

export interface PresentNeeds {
  organization: Organization;
  lawTexts: LawTexts;
}

export function presentRow({ article, text }: LiveArticle, { organization }: PresentNeeds): Row {
  const { title, summary, category, matter, audiences, departmentId, coverImageId, campaign } = text;
  return {
    id: article._id.toHexString(),
    title,
    summary,
    category,
    matter,
    audiences,
    department: organization.directory().unit(departmentId)?.name ?? '',
    cover: coverImageId && imagePath(coverImageId.toHexString()),
    campaign,
    readingMinutes: readingMinutes(text.characters),
    publishedAt: article.publishedAt.toISOString(),
  };
}

export function presentArticle(
  live: LiveArticle,
  catalogue: Catalogue,
  needs: PresentNeeds,
): AnswerOf<'getArticle'> {
  const { article, text } = live;
  return {
    ...presentRow(live, needs),
    updatedAt: article.liveSince.toISOString(),
    nodes: text.nodes,
    links: text.links.map(({ text, url }) => ({ text, url })),
    steps: text.steps,
    legalBasis: text.legalBasis.map((basis) => presentBasis(basis, needs)),
    corrections: article.corrections.map(({ at, note }) => ({ at: at.toISOString(), note })).reverse(),
    related: relatedTo(live, catalogue).map((other) => presentRow(other, needs)),
  };
}

export function presentBasis({ law, articles, version, inForce }: LegalBasis, { lawTexts }: PresentNeeds) {
  return {
    law,
    version,
    inForce,
    articles: articles.map((number) => ({
      number,
      label: lawArticleLabel(number),
      lawArticleId: lawTexts.articleId(law, version, number),
    })),
  };
}
