import { View } from '@tarojs/components';
import { List, Row } from '../../components/row';
import { copy } from './copy';
import type { Filter } from './filter';
import type { Overview } from './summary-card';

/** What an old phone draws at once. */
const rowsMax = 20;

/** How many tickets each has, who is late first. */
export function HandlerList({
  overview,
  onFilter,
}: {
  overview: Overview;
  onFilter: (filter: Filter) => void;
}) {
  const { handlers } = overview;
  return (
    <>
      <List label={copy.handlerList}>
        {handlers.slice(0, rowsMax).map(({ handler, total, red, yellow }) => {
          const name = handler?.name ?? copy.nobody;
          const count = copy.stateCount(total, red, yellow);
          return (
            <Row key={handler?.id ?? ''} label={`${name}，${count}`} onPress={() => onFilter({ handler })}>
              <View className="row-title">{name}</View>
              <View className="row-note">{count}</View>
            </Row>
          );
        })}
      </List>
      {handlers.length > rowsMax && <View className="row-note">{copy.more(handlers.length - rowsMax)}</View>}
    </>
  );
}
