import type { ArticleDetail } from '@linli/shared/api/types.ts';
import { articleCategoryLabels, audienceLabels } from '@linli/shared/articles.ts';
import type { RichNode } from '@linli/shared/rich-text.ts';
import { View } from '@tarojs/components';
import { useMemo } from 'react';
import { Heading } from '../../components/heading';
import { Notice } from '../../components/notice';
import { RichNodes } from '../../components/rich-nodes';
import { dayOf } from '../../platform/time-words';
import { copy as lawCopy } from '../copy';
import { dateInWords } from '../law-words';
import { copy } from './copy';

/** What an article is about, for whom, by whom and of when, and what was corrected in it. */
export function Head({ article }: { article: ArticleDetail }) {
  const { title, summary, category, readingMinutes, audiences, department, publishedAt, corrections } =
    article;
  const facts = [
    articleCategoryLabels[category],
    lawCopy.minutes(readingMinutes),
    copy.audiences(audiences.map((audience) => audienceLabels[audience]).join('、')),
    department,
    dateInWords(dayOf(publishedAt)),
  ];
  return (
    <>
      <Heading level={1}>{title}</Heading>
      <View className="article-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
      {corrections.map(({ at, note }) => (
        <Notice key={at} tone="info" text={`${copy.corrected}（${dateInWords(dayOf(at))}）：${note}`} />
      ))}
      {article.cover !== null && <Cover src={article.cover} />}
      <View className="article-summary">{summary}</View>
    </>
  );
}

/** Drawn as a picture of the body: nothing of the article is in it that is not in its words. */
function Cover({ src }: { src: string }) {
  const nodes = useMemo<RichNode[]>(() => [{ name: 'img', attrs: { class: 'rt-img', src, alt: '' } }], [src]);
  return <RichNodes nodes={nodes} />;
}
