import type { ArticleDetail, ArticleRow } from '@linli/shared/api/types.ts';
import { articleCategoryLabels } from '@linli/shared/articles.ts';
import { View } from '@tarojs/components';
import { Row } from '../components/row';
import { open, pages } from '../platform/navigation';
import { copy } from './copy';
import './index.scss';

interface ArticleRowProps {
  article: ArticleDetail['related'][number];
  /** Where the words of a search stand, in place of the summary. */
  excerpt?: ArticleRow['excerpt'];
}

/** An article in a list; a press opens it. */
export function ArticleRowView({ article, excerpt = null }: ArticleRowProps) {
  const { id, title, summary, category, readingMinutes } = article;
  const text = excerpt ? excerpt.map((piece) => piece.text).join('') : summary;
  const facts = [articleCategoryLabels[category], copy.minutes(readingMinutes)];
  return (
    <Row label={[title, text, ...facts].join('，')} onPress={() => open(pages.article(id))}>
      <View className="row-title">{title}</View>
      {excerpt ? <Excerpt pieces={excerpt} /> : <View>{summary}</View>}
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
    </Row>
  );
}

/** A piece of a text with what was searched for marked. */
export function Excerpt({ pieces }: { pieces: NonNullable<ArticleRow['excerpt']> }) {
  return (
    <View>
      {pieces.map(({ text, hit }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order.
        <View key={index} className={hit ? 'excerpt-part excerpt-hit' : 'excerpt-part'}>
          {text}
        </View>
      ))}
    </View>
  );
}
