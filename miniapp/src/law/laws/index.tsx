import type { LawRow } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { copyText } from '../../platform/clipboard';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAction } from '../../platform/use-action';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { copy as lawCopy } from '../copy';
import { dateInWords } from '../law-words';
import { LeafTurner, useLeaves } from '../leaves';
import { ProvisionSearch } from '../provision-search';
import { copy } from './copy';

/** The laws whose text is here, and the search through it. */
function Laws() {
  const { answer, reload } = useAnswer('laws', () => call('listLaws', {}), {
    shelf: seen.resident,
    as: 'laws',
  });
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { items } = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      {items.length === 0 ? (
        <NoLaws />
      ) : (
        <>
          <ProvisionSearch label={copy.searchLabel} hint={copy.searchHint} />
          <LawList laws={items} />
        </>
      )}
    </Stack>
  );
}

/** Laws beside the search's results. */
const lawsAtOnce = 14;

function LawList({ laws }: { laws: readonly LawRow[] }) {
  const leaves = useLeaves(laws, lawsAtOnce);
  return (
    <>
      <List label={copy.list}>
        {leaves.shown.map((law) => (
          <LawRowView key={law.name} law={law} />
        ))}
      </List>
      <LeafTurner {...leaves} />
    </>
  );
}

/** The version that holds, or the newest. */
function LawRowView({ law: { title, versions } }: { law: LawRow }) {
  const version = versions.find(({ inForce }) => inForce) ?? versions[0];
  if (!version) return null;
  const facts = [
    version.inForce ? lawCopy.inForce : lawCopy.notInForce,
    lawCopy.heldFrom(dateInWords(version.effectiveFrom)),
    copy.articles(version.articleCount),
  ];
  return (
    <Row label={[title, ...facts].join('，')} onPress={() => open(pages.lawText(version.id))}>
      <View className="row-title">{title}</View>
      <View className="row-note row-facts">
        {facts.map((fact) => (
          <View key={fact}>{fact}</View>
        ))}
      </View>
    </Row>
  );
}

/** Where the texts are while the installation has loaded none. */
function NoLaws() {
  const [copied, setCopied] = useState<boolean | null>(null);
  const { start } = useAction(async () => setCopied(await copyText(copy.address)));
  return (
    <>
      <StateView
        kind="empty"
        title={copy.emptyTitle}
        text={copy.emptyText}
        actions={[{ label: copy.copyAddress, onPress: start }]}
      />
      {copied !== null && (
        <Notice tone={copied ? 'done' : 'error'} text={copied ? copy.copied : copy.notCopied} />
      )}
    </>
  );
}

export default definePage({ title: copy.title }, Laws);
