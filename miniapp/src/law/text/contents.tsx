import type { LawDetail } from '@linli/shared/api/types.ts';
import { lawArticleLabel } from '@linli/shared/law-articles.ts';
import { View } from '@tarojs/components';
import { Heading } from '../../components/heading';
import { List, Row } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { LeafTurner, useLeaves } from '../leaves';
import { copy } from './copy';

/** Headings beside the search's results and the other versions: 民法典 has more than a hundred. */
const headingsAtOnce = 12;

/** The headings in the law's order, each leading to the first article below it. */
export function Contents({ contents }: { contents: LawDetail['contents'] }) {
  const leaves = useLeaves(contents, headingsAtOnce);
  if (contents.length === 0) return null;
  return (
    <>
      <Heading>{copy.contents}</Heading>
      <List label={copy.contents}>
        {leaves.shown.map(({ kind, heading, first }) => {
          const label = lawArticleLabel(first.number);
          return (
            <Row
              key={`${heading} ${first.id}`}
              label={`${heading}，${label}`}
              onPress={() => open(pages.provision(first.id))}
            >
              <View className={`contents-${kind}`}>
                <View className="row-title">{heading}</View>
                <View className="row-note">{label}</View>
              </View>
            </Row>
          );
        })}
      </List>
      <LeafTurner {...leaves} />
    </>
  );
}
