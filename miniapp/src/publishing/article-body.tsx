import type { AnswerOf } from '@linli/shared/api/types.ts';
import { articleCategoryLabels, audienceLabels } from '@linli/shared/articles.ts';
import { lawArticleLabel } from '@linli/shared/law-articles.ts';
import { matterLabels } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { Card } from '../components/card';
import { Heading } from '../components/heading';
import { RichNodes } from '../components/rich-nodes';
import { Fact } from '../components/row';
import { copy } from './copy';

type Version = AnswerOf<'getArticleVersion'>;
export type Content = Version['content'];
export type LegalBasis = Content['legalBasis'][number];
export type Rendered = Pick<Version, 'nodes' | 'links' | 'readingMinutes'>;

interface ArticleBodyProps {
  content: Content;
  /** The body as the server has rendered it. */
  rendered: Rendered;
  /** The names of what the content names by code, where they are known. */
  department?: string | undefined;
  campaign?: string | undefined;
}

/** An article as residents will read it: the same drawing of the same nodes, with what stands around it. */
export function ArticleBody({ content, rendered, department, campaign }: ArticleBodyProps) {
  const { title, summary, category, matter, audiences, coverImageId, steps, legalBasis } = content;
  return (
    <>
      <Card>
        {coverImageId !== null && <Picture id={coverImageId} label={copy.cover} />}
        <Heading level={2}>{title}</Heading>
        <View>{summary}</View>
        <View className="row-note row-facts">
          <View>{articleCategoryLabels[category]}</View>
          <View>{copy.readingMinutes(rendered.readingMinutes)}</View>
        </View>
        <RichNodes nodes={rendered.nodes} />
        {rendered.links.length > 0 && (
          <Fact label={copy.links}>
            {rendered.links.map(({ text, url }) => copy.link(text, url)).join('\n')}
          </Fact>
        )}
      </Card>
      {steps.length > 0 && (
        <Card>
          <Heading>{copy.steps}</Heading>
          {steps.map((text, index) => (
            <View key={text}>{copy.step(index + 1, text)}</View>
          ))}
        </Card>
      )}
      <Card>
        {legalBasis.length > 0 && (
          <Fact label={copy.legalBasis}>{legalBasis.map(basisInWords).join('\n')}</Fact>
        )}
        <Fact label={copy.matter}>{matterLabels[matter]}</Fact>
        <Fact label={copy.audiences}>{audiences.map((one) => audienceLabels[one]).join(copy.separator)}</Fact>
        {department !== undefined && <Fact label={copy.department}>{department}</Fact>}
        {content.campaign !== null && <Fact label={copy.campaign}>{campaign ?? content.campaign}</Fact>}
      </Card>
    </>
  );
}

/** 《民法典》第二百八十八条、第二百九十四条（2021-01-01 版） */
export function basisInWords({ law, articles, version, inForce }: LegalBasis): string {
  const numbers = articles.map(lawArticleLabel).join(copy.separator);
  const notes = [version !== null && copy.version(version), !inForce && copy.repealed];
  return [copy.law(law, numbers), ...notes].filter(Boolean).join('');
}

/** A picture of the installation's, as wide as its place. */
export function Picture({ id, label }: { id: string; label: string }) {
  return (
    <RichNodes
      nodes={[{ name: 'img', attrs: { class: 'rt-img', src: `/api/v1/article-images/${id}`, alt: label } }]}
    />
  );
}
