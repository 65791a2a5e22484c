import type { AnswerOf } from '@linli/shared/api/types.ts';
import { verdictReasonLabels } from '@linli/shared/articles.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Badge } from '../../components/badge';
import { Card, Stack } from '../../components/card';
import { Notice } from '../../components/notice';
import { definePage } from '../../components/page';
import { Pager } from '../../components/pager';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { usePagedList } from '../../platform/use-paged-list';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { copy } from './copy';

type Verdict = AnswerOf<'listVerdicts'>['items'][number];

/** What residents said of an article. */
function Verdicts() {
  return useStaff() && <VerdictList />;
}

function VerdictList() {
  const { id = '' } = useRouter().params;
  const list = usePagedList(id, (cursor) =>
    call('listVerdicts', { params: { id }, query: cursor ? { cursor } : {} }),
  );
  useSignInAgain(list.state === 'failed' ? list.error : null);
  if (list.state === 'loading') return <Skeleton cards={3} />;
  if (list.state === 'failed') return <FailedView error={list.error} onRetry={list.reload} />;
  if (list.rows.length === 0) return <StateView kind="empty" title={copy.empty} text={copy.emptyText} />;
  return (
    <Stack>
      <Notice tone="info" text={copy.intro} />
      {list.rows.map((verdict, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing tells who said it, so nothing names it.
        <VerdictCard key={index} verdict={verdict} />
      ))}
      <Pager list={list} {...copy.pager} />
    </Stack>
  );
}

function VerdictCard({ verdict: { useful, reasons, word, day } }: { verdict: Verdict }) {
  return (
    <Card>
      <View className="row-badges">
        <Badge tone={useful ? 'done' : 'late'}>{useful ? copy.useful : copy.notUseful}</Badge>
        {reasons.map((reason) => (
          <Badge key={reason} tone="waiting">
            {verdictReasonLabels[reason]}
          </Badge>
        ))}
      </View>
      {word !== null && <View>{word}</View>}
      <View className="row-note">{day}</View>
    </Card>
  );
}

export default definePage({ title: copy.title }, Verdicts);
