import type { CampaignPage } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { call } from '../../platform/api';
import { CallError } from '../../platform/call-error';
import { pages, replaceWith } from '../../platform/navigation';
import { Answered } from '../answered';
import { spanInWords } from '../law-words';
import { copy } from './copy';
import { ModuleView } from './module-view';

const campaignCode = /^[0-9a-z-]{1,40}$/;

/** A campaign, module by module. */
function Campaign() {
  const { code = '' } = useRouter().params;
  return (
    <Answered
      as={`campaign.${code}`}
      ask={() =>
        campaignCode.test(code)
          ? call('getCampaign', { params: { code } })
          : Promise.reject(new CallError('not-found', '', { status: 404 }))
      }
      cards={3}
      lost={{
        title: copy.lostTitle,
        text: copy.lostText,
        action: { label: copy.campaigns, onPress: () => replaceWith(pages.campaigns()) },
      }}
    >
      {(campaign) => <Whole campaign={campaign} />}
    </Answered>
  );
}

function Whole({ campaign }: { campaign: CampaignPage }) {
  return (
    <>
      <About campaign={campaign} />
      {campaign.modules.map((module) => (
        <ModuleView key={`${module.kind} ${module.title}`} module={module} campaign={campaign.code} />
      ))}
    </>
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
