import type { ScanAnswer } from '@linli/shared/api/types.ts';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Stack } from '../../components/card';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { call } from '../../platform/api';
import { sceneOfScan } from '../../platform/scene-of-scan';
import { seen, seenDaysMax, seenScan } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';
import { AgeNotice } from '../../reception/age-notice';
import { copy } from './copy';
import { HandedOver, useHandedOver } from './handed-over';
import { RateForm } from './rate-form';
import { ScanRefused } from './scan-refused';

/**
 * Where a scan lands. One request says whose service this is; then the form can be used. A form opened before opens
 * without a network, too: what is sent from it is judged by the server when it gets there.
 */
function Rate() {
  const scene = sceneOfScan(useRouter().params.scene ?? '');
  const { answer, reload } = useAnswer(scene, () => call('scan', { params: { scene: scene || '-' } }), {
    shelf: seen.resident,
    as: seenScan(scene),
    part: lastingPart,
  });
  const handedOver = useHandedOver(scene);
  const [edition, setEdition] = useState(0);

  if (answer.state === 'ready') {
    return (
      <Stack>
        <AgeNotice dated={answer.dated} onRetry={reload} />
        <RateForm key={edition} scan={answer.value} onChangeAgain={() => setEdition(edition + 1)} />
      </Stack>
    );
  }
  if (handedOver) return <HandedOver entry={handedOver} />;
  if (answer.state === 'loading') return <Skeleton />;
  return <ScanRefused error={answer.error} onRetry={reload} />;
}

/** Not kept when the rating would be closed before it is forgotten. */
function lastingPart(scan: ScanAnswer): ScanAnswer | undefined {
  const daysLeft = scan.kind === 'counter' ? Number.POSITIVE_INFINITY : daysUntil(scan.expiresAt);
  return daysLeft > seenDaysMax ? scan : undefined;
}

function daysUntil(moment: string): number {
  return (Date.parse(moment) - Date.now()) / 86_400_000;
}

export default definePage({ title: copy.title }, Rate);
