import type { Station } from '@linli/shared/api/types.ts';
import { parseScene } from '@linli/shared/scenes.ts';
import { call } from '../../platform/api';
import { seen } from '../../platform/seen';
import { useAnswer } from '../../platform/use-answer';

/** The station whose code was scanned; null without one, and until it is known. Nothing waits for it. */
export function useStation(sceneText: string): Station | null {
  const scene = parseScene(sceneText);
  const code = scene?.kind === 'station' ? scene.code : null;
  const { answer } = useAnswer(
    `station.${code}`,
    async () => (code === null ? [] : (await call('listStations', {})).items),
    code === null ? undefined : { shelf: seen.resident, as: 'stations' },
  );
  if (code === null || answer.state !== 'ready') return null;
  return answer.value.find((station) => station.code === code) ?? null;
}
