import { formatScene, parseScene } from '@linli/shared/scenes.ts';
import { useEffect } from 'react';
import { call } from './api';

/**
 * Says that the page was opened by the code of a station or an article, for who puts the codes up. Told in passing: if that
 * fails, it is not counted. Counters' codes are counted as the server answers what they are.
 */
export function useScanCounted(scene: string): void {
  useEffect(() => {
    const known = parseScene(scene);
    if (known?.kind === 'station' || known?.kind === 'article')
      call('countCodeScan', { body: { scene: formatScene(known) } }).catch(() => {});
  }, [scene]);
}
