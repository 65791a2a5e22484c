import type { AppointmentDetail } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { useAnnouncedChanges } from '../../platform/announce';
import { clockInWords } from '../../platform/time-words';
import { slotInWords } from '../appointment-words';
import { copy } from './copy';

interface KeptCardProps {
  kept: AppointmentDetail;
  minutes: number;
}

/** The time that is kept, and for how much longer, in words that change once a minute. */
export function KeptCard({ kept, minutes }: KeptCardProps) {
  const words = kept.expiresAt === null ? '' : copy.kept(minutes, clockInWords(kept.expiresAt));
  useAnnouncedChanges(words);
  return (
    <Card tone="brand">
      <Heading>{slotInWords(kept.slot)}</Heading>
      <View>{words}</View>
    </Card>
  );
}
