import type { CampaignPage } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { call } from '../../platform/api';
import { CallError } from '../../platform/call-error';
import { pages, replaceWith } from '../../platform/navigation';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { spanInWords } from '../law-words';
import { LostView } from '../lost-view';
import { copy } from './copy';
import { ModuleView } from './module-view';

const campaignCode = /^[0-9a-z-]{1,40}$/;

/** A campaign, module by module. */
function Campaign() {
  const { code = '' } = useRouter().params;
  const ask = () =>
    campaignCode.test(code)
      ? call('getCampaign', { params: { code } })
      : Promise.reject(new CallError('not-found', '', { status: 404 }));
  const { answer, reload } = useAnswer(code, ask, { shelf: seen.resident, as: `campaign.${code}` });
  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') {
    return (
      <LostView
        error={answer.error}
        title={copy.lostTitle}
        text={copy.lostText}
        action={{ label: copy.campaigns, onPress: () => replaceWith(pages.campaigns()) }}
        onRetry={reload}
      />
    );
  }
  const campaign = answer.value;
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <About campaign={campaign} />
      {campaign.modules.map((module) => (
        <ModuleView key={`${module.kind} ${module.title}`} module={module} campaign={campaign.code} />
      ))}
    </Stack>
  );
}

function About({ campaign: { title, summary, run, plan } }: { campaign: CampaignPage }) {
  return (
    <Card tone="brand">
      <Heading level={1}>{title}</Heading>
      <View>{summary}</View>
      {run && <View className="row-note">{copy.when(spanInWords(run.from, run.to))}</View>}
      {plan !== null && <View className="row-note">{plan}</View>}
    </Card>
  );
}

export default definePage({ title: copy.title }, Campaign);
