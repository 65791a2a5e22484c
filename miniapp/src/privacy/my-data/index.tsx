import type { ConsentStatus } from '@linli/shared/api/types.ts';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Door, Fact, List } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { AgeNotice } from '../../reception/age-notice';
import { KeptByLaw } from '../kept-by-law';
import { forgetErased, myDataKept } from '../seen';
import { ConsentCard } from './consent-card';
import { copy } from './copy';
import { ExportCard } from './export-card';

/** What is held about the resident, and everything they may do about it. */
function MyData() {
  const { answer, reload, replace } = useAnswer('mine', () => call('getMyData', {}), myDataKept);

  // Whoever comes back may have erased something. When the page opens, it asks by itself.
  useShownAgain(reload);

  if (answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const data = answer.value;
  const withConsent = (changed: ConsentStatus) => ({
    ...data,
    consents: data.consents.map((consent) => (consent.purpose === changed.purpose ? changed : consent)),
  });
  return (
    <Stack>
      <AgeNotice dated={answer.dated} onRetry={reload} />
      <Card>
        <Heading>{copy.account}</Heading>
        <Fact label={copy.since}>{timeInWords(data.account.createdAt)}</Fact>
        <Fact label={copy.wechat}>{copy.wechatKept}</Fact>
      </Card>
      <List label={copy.left}>
        <Door
          title={copy.ratings}
          note={copy.count(data.ratings)}
          onPress={() => open(pages.holdings('rating'))}
        />
        <Door
          title={copy.feedback}
          note={copy.count(data.feedback)}
          onPress={() => open(pages.holdings('feedback'))}
        />
        <Door
          title={copy.consultations}
          note={copy.count(data.consultations)}
          onPress={() => open(pages.holdings('consultation'))}
        />
      </List>
      {data.consents.map((consent) => (
        <ConsentCard
          key={consent.purpose}
          consent={consent}
          onChanged={(changed) => {
            forgetErased();
            replace(withConsent(changed));
          }}
        />
      ))}
      <ExportCard />
      <KeptByLaw title={copy.kept} kept={data.keptByLaw} />
      <List label={copy.more}>
        <Door title={copy.policy} onPress={() => open(pages.privacyPolicy())} />
        <Door title={copy.terms} onPress={() => open(pages.serviceTerms())} />
        <Door title={copy.close} onPress={() => open(pages.closeAccount())} />
      </List>
    </Stack>
  );
}

export default definePage({ title: copy.title }, MyData);
