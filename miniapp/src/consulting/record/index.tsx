import type { ConsultationCase } from '@linli/shared/api/types.ts';
import type { ConsultationKind } from '@linli/shared/consultations.ts';
import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { FailedView } from '../../components/state-view';
import { announce } from '../../platform/announce';
import { call } from '../../platform/api';
import { goBack } from '../../platform/navigation';
import { useAnswer } from '../../platform/use-answer';
import { useSignInAgain, useStaff } from '../../staff/use-staff';
import { kindNamed } from '../kind-named';
import { copy } from './copy';
import { RecordForm } from './record-form';

/** The lawyer writes what was said and advised. What is there already is read first, and can be corrected. */
function RecordPage() {
  const { kind: named, id = '' } = useRouter().params;
  const kind = kindNamed(named);
  const person = useStaff();
  const { answer, reload } = useAnswer(`record ${kind} ${id}`, () =>
    call('readConsultationCase', { params: { kind, id }, body: {} }),
  );
  useSignInAgain(answer.state === 'failed' ? answer.error : null);

  if (person === null || answer.state === 'loading') return <Skeleton cards={2} />;
  if (answer.state === 'failed') return <FailedView error={answer.error} onRetry={reload} />;
  return <Writing kind={kind} id={id} before={answer.value.record} />;
}

interface WritingProps {
  kind: ConsultationKind;
  id: string;
  before: ConsultationCase['record'];
}

function Writing({ kind, id, before }: WritingProps) {
  return (
    <RecordForm
      before={before}
      save={async (words) => {
        await call('writeConsultationRecord', {
          params: { kind, id },
          body: { version: before?.version ?? 0, ...words },
        });
        announce(copy.saved);
        goBack();
      }}
    />
  );
}

export default definePage({ title: copy.title }, RecordPage);
