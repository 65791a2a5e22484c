import type { Visit } from '@linli/shared/api/types.ts';
import type { VisitState } from '@linli/shared/consultations.ts';
import { View } from '@tarojs/components';
import { Badge, type BadgeTone } from '../components/badge';
import { copy } from './copy';
import { stateInWords } from './visit-words';

const tones: Record<VisitState, BadgeTone> = {
  booked: 'waiting',
  arrived: 'active',
  serving: 'active',
  finished: 'done',
  'no-show': 'late',
};

/** What has to be heeded about a visit, in words. */
export function marksOf({ urgent, phoneConfirmation, recorded }: Visit): string[] {
  return [
    ...(urgent ? [copy.urgent] : []),
    ...(phoneConfirmation === 'asked' ? [copy.toConfirm] : []),
    ...(phoneConfirmation === 'done' ? [copy.confirmed] : []),
    ...(recorded ? [copy.recorded] : []),
  ];
}

/** Where a visit stands, and what has to be heeded about it. */
export function VisitBadges({ visit }: { visit: Visit }) {
  return (
    <View className="row-badges">
      <Badge tone={tones[visit.state]}>{stateInWords(visit)}</Badge>
      {visit.urgent && <Badge tone="late">{copy.urgent}</Badge>}
      {visit.phoneConfirmation === 'asked' && <Badge tone="late">{copy.toConfirm}</Badge>}
      {visit.phoneConfirmation === 'done' && <Badge tone="done">{copy.confirmed}</Badge>}
      {visit.recorded && <Badge tone="done">{copy.recorded}</Badge>}
    </View>
  );
}
