import { View } from '@tarojs/components';
import { useState } from 'react';
import { Badge } from '../../components/badge';
import { Button } from '../../components/button';
import { Heading } from '../../components/heading';
import { List, Row } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import type { EditorialArticle } from '.';
import { copy } from './copy';

/** Shown at a time: an old phone bears no longer list. */
const shownAtOnce = 5;

/** Every text the article has had, newest first. */
export function Versions({ article: { id, versions } }: { article: EditorialArticle }) {
  const [at, setAt] = useState(0);
  const shown = versions.slice(at, at + shownAtOnce);
  return (
    <>
      <Heading>{copy.versions}</Heading>
      <List label={copy.versions}>
        {shown.map(({ number, at: time, by, live }) => {
          const title = copy.versionRow(number, by ?? copy.fromFile);
          const when = timeInWords(time);
          return (
            <Row
              key={number}
              label={[title, when, live && copy.live].filter(Boolean).join('，')}
              onPress={() => open(pages.articleVersion(id, number))}
            >
              <View className="row-title">{title}</View>
              <View className="row-note">{when}</View>
              {live && (
                <View className="row-badges">
                  <Badge tone="done">{copy.live}</Badge>
                </View>
              )}
            </Row>
          );
        })}
      </List>
      {at + shownAtOnce < versions.length && (
        <Button kind="secondary" label={copy.earlier} onPress={() => setAt(at + shownAtOnce)} />
      )}
      {at > 0 && <Button kind="secondary" label={copy.later} onPress={() => setAt(at - shownAtOnce)} />}
    </>
  );
}
