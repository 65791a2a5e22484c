import type { Visit } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { List, Row } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { copy as shared } from '../copy';
import { marksOf, VisitBadges } from '../visit-badges';
import { factsInWords, stateInWords, turnInWords } from '../visit-words';
import { copy } from './copy';

/** Who is over goes to the end: what has still to be done stands on top. */
const isOver = ({ state }: Visit) => state === 'finished' || state === 'no-show';

/** Everybody of the day; each leads to a page of its own. */
export function VisitList({ visits }: { visits: readonly Visit[] }) {
  const inOrder = [...visits.filter((visit) => !isOver(visit)), ...visits.filter(isOver)];
  return (
    <List label={copy.list}>
      {inOrder.map((visit) => {
        const turn = turnInWords(visit);
        const name = visit.name || shared.unnamed;
        const facts = factsInWords(visit);
        return (
          <Row
            key={visit.id}
            label={[turn, name, ...facts, stateInWords(visit), ...marksOf(visit)].join('，')}
            onPress={() => open(pages.visit(visit.kind, visit.id))}
          >
            <View className="row-title">{`${turn} ${name}`}</View>
            <View className="row-note row-facts">
              {facts.map((fact) => (
                <View key={fact}>{fact}</View>
              ))}
            </View>
            <VisitBadges visit={visit} />
          </Row>
        );
      })}
    </List>
  );
}
