import type { CampaignRow } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Badge } from '../../components/badge';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact, List, Row } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView, StateView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { spanInWords } from '../law-words';
import { LeafTurner, useLeaves } from '../leaves';
import { copy } from './copy';

/** Campaigns that an old phone draws at once. */
const campaignsAtOnce = 20;

/** The campaigns, those that run now first, and the year's law days. */
function Campaigns() {
  const ask = async () => {
    const [{ items: campaigns }, { year, items: days }] = await Promise.all([
      call('listCampaigns', {}),
      call('listLawDays', { query: {} }),
    ]);
    return { campaigns, year, days };
  };
  const { answer, reload } = useAnswer('campaigns', ask, { shelf: seen.resident, as: 'campaigns' });
  if (answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const { campaigns, year, days } = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      {campaigns.length === 0 ? (
        <StateView kind="empty" title={copy.emptyTitle} />
      ) : (
        <CampaignList campaigns={campaigns} />
      )}
      <Card>
        <Heading>{copy.days(year)}</Heading>
        {days.map(({ code, name, from, to }) => (
          <Fact key={code} label={spanInWords(from, to)}>
            {name}
          </Fact>
        ))}
      </Card>
    </Stack>
  );
}

function CampaignList({ campaigns }: { campaigns: readonly CampaignRow[] }) {
  const leaves = useLeaves(campaigns, campaignsAtOnce);
  return (
    <>
      <List label={copy.campaigns}>
        {leaves.shown.map((campaign) => (
          <CampaignRowView key={campaign.code} campaign={campaign} />
        ))}
      </List>
      <LeafTurner {...leaves} />
    </>
  );
}

function CampaignRowView({ campaign: { code, title, summary, run, running } }: { campaign: CampaignRow }) {
  const when = run ? spanInWords(run.from, run.to) : copy.always;
  const state = running && run ? copy.running : null;
  return (
    <Row
      label={[title, summary, when, state].filter(Boolean).join('，')}
      onPress={() => open(pages.campaign(code))}
    >
      <View className="row-title">{title}</View>
      <View>{summary}</View>
      <View className="row-note">{when}</View>
      {state && (
        <View className="row-badges">
          <Badge tone="active">{state}</Badge>
        </View>
      )}
    </Row>
  );
}

export default definePage({ title: copy.title }, Campaigns);
