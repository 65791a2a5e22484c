import type { ConsultationDetail } from '@linli/shared/api/types.ts';
import { consultModeLabels, matterLabels } from '@linli/shared/legal-service.ts';
import { useRouter } from '@tarojs/taro';
import { Button } from '../../components/button';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Fact } from '../../components/row';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { useAnnouncedChanges } from '../../platform/announce';
import { call } from '../../platform/api';
import { open, pages } from '../../platform/navigation';
import { clockInWords, timeInWords } from '../../platform/time-words';
import { useAnswer } from '../../platform/use-answer';
import { useShownAgain } from '../../platform/use-page-shown';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { kindNamed } from '../kind-named';
import { VisitBadges } from '../visit-badges';
import { stateInWords, turnInWords } from '../visit-words';
import { Actions } from './actions';
import { CaseCard } from './case-card';
import { ContactCard } from './contact-card';
import { copy } from './copy';
import { VideoCard } from './video-card';

/** One consultation: where it stands, and what the reader may do and read. Nothing of it stays on the device. */
function VisitPage() {
  const { kind: named, id = '' } = useRouter().params;
  const kind = kindNamed(named);
  const person = useStaff();
  const { answer, reload } = useAnswer(`${kind} ${id}`, () =>
    call('getConsultation', { params: { kind, id } }),
  );
  useShownAgain(reload);
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={3} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  const visit = answer.value;
  return (
    <Stack>
      <FactsCard visit={visit} />
      <Actions key={visit.version} visit={visit} onChanged={reload} />
      {visit.recordable && (
        <Button
          kind={visit.recorded ? 'secondary' : 'primary'}
          label={visit.recorded ? copy.edit : copy.write}
          onPress={() => open(pages.consultationRecord(kind, id))}
        />
      )}
      <VideoCard link={visit.videoLink} />
      <ContactCard visit={visit} />
      <CaseCard key={String(visit.recorded)} visit={visit} />
    </Stack>
  );
}

function FactsCard({ visit }: { visit: ConsultationDetail }) {
  useAnnouncedChanges(stateInWords(visit));
  const { startsAt, number, arrivedAt, startedAt, endedAt } = visit;
  return (
    <Card>
      <Heading>{`${turnInWords(visit)} ${visit.name}`}</Heading>
      <VisitBadges visit={visit} />
      {startsAt && <Fact label={copy.time}>{timeInWords(startsAt)}</Fact>}
      {number !== null && <Fact label={copy.number}>{String(number)}</Fact>}
      <Fact label={copy.matter}>{matterLabels[visit.matter]}</Fact>
      <Fact label={copy.mode}>{consultModeLabels[visit.mode]}</Fact>
      <Fact label={copy.lawyer}>{visit.lawyer?.name ?? copy.nobodyYet}</Fact>
      <Fact label={copy.station}>{visit.station.name}</Fact>
      {arrivedAt && <Fact label={copy.arrivedAt}>{clockInWords(arrivedAt)}</Fact>}
      {startedAt && <Fact label={copy.startedAt}>{clockInWords(startedAt)}</Fact>}
      {endedAt && <Fact label={copy.endedAt}>{clockInWords(endedAt)}</Fact>}
    </Card>
  );
}

export default definePage({ title: copy.title }, VisitPage);
