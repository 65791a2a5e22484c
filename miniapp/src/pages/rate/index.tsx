import { useRouter } from '@tarojs/taro';
import { definePage } from '../../components/page';
import { Skeleton } from '../../components/skeleton';
import { call } from '../../platform/api';
import { sceneOfScan } from '../../platform/scene-of-scan';
import { useAnswer } from '../../platform/use-answer';
import { copy } from './copy';
import { RateForm } from './rate-form';
import { ScanRefused } from './scan-refused';

/** Where a scan lands. One request says whose service this is; then the form can be used. */
function Rate() {
  const scene = sceneOfScan(useRouter().params.scene ?? '');
  const { answer, reload } = useAnswer(scene, () => call('scan', { params: { scene: scene || '-' } }));

  if (answer.state === 'loading') return <Skeleton />;
  if (answer.state === 'failed') return <ScanRefused error={answer.error} onRetry={reload} />;
  return <RateForm scan={answer.value} />;
}

export default definePage({ title: copy.title }, Rate);
