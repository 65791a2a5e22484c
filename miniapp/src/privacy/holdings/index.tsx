import type { Holding } from '@linli/shared/api/types.ts';
import { type TicketKind, ticketKinds } from '@linli/shared/ticket-life-cycle.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { Tabs } from '../../components/tabs';
import { call } from '../../platform/api';
import { goBack } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { timeInWords } from '../../platform/time-words';
import { usePagedList } from '../../platform/use-paged-list';
import { AgeNotice } from '../../reception/age-notice';
import { forgetErased } from '../seen';
import { copy } from './copy';
import { HoldingSheet } from './holding-sheet';
import { contactWords, wordsOf } from './words';

const kinds = ticketKinds.map((value) => ({ value, label: copy.kind[value] }));

/** The personal data in each of the resident's ratings or feedback, and what may be done about it. */
function Holdings() {
  const asked = useRouter().params.kind;
  const [kind, setKind] = useState<TicketKind>(ticketKinds.find((one) => one === asked) ?? 'rating');
  return (
    <Stack>
      <Tabs label={copy.kinds} options={kinds} value={kind} onChange={setKind} />
      <HoldingList key={kind} kind={kind} />
    </Stack>
  );
}

function HoldingList({ kind }: { kind: TicketKind }) {
  const ask = (cursor: string | null) =>
    call('listMyHoldings', { params: { kind }, query: cursor ? { cursor } : {} });
  const list = usePagedList(kind, ask, { shelf: seen.resident, as: `holdings.${kind}` });
  const [openId, setOpenId] = useState<string | null>(null);
  /** What has been corrected or erased since the list came. */
  const [changed, setChanged] = useState<Record<string, Holding | undefined>>({});

  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) {
    const actions = [{ label: copy.toMyData, onPress: goBack }];
    return (
      <>
        <AgeNotice dated={list.dated} onRetry={list.reload} />
        <StateView kind="empty" title={copy.emptyTitle} text={copy.emptyText[kind]} actions={actions} />
      </>
    );
  }
  const holdings = list.rows.map((row) => changed[row.id] ?? row);
  const opened = holdings.find(({ id }) => id === openId);
  return (
    <>
      <AgeNotice dated={list.dated} onRetry={list.reload} />
      <List label={copy.list[kind]}>
        {holdings.map((holding) => (
          <HoldingRow key={holding.id} holding={holding} onPress={() => setOpenId(holding.id)} />
        ))}
      </List>
      <Pager list={list} {...copy.pager} />
      {opened && (
        <HoldingSheet
          holding={opened}
          onChanged={(holding) => {
            forgetErased();
            setChanged((before) => ({ ...before, [holding.id]: holding }));
          }}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

function HoldingRow({ holding, onPress }: { holding: Holding; onPress: () => void }) {
  const time = timeInWords(holding.at);
  const contact = `${copy.contact}：${contactWords(holding)}`;
  const words = `${copy.words[holding.kind]}：${wordsOf(holding)}`;
  return (
    <Row label={[holding.title, time, contact, words].join('，')} onPress={onPress}>
      <View className="row-title">{holding.title}</View>
      <View className="row-note">{time}</View>
      <View>{contact}</View>
      <View>{words}</View>
    </Row>
  );
}

export default definePage({ title: copy.title }, Holdings);
