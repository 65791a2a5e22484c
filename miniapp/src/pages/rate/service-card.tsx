import type { ScanAnswer } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { open, pages } from '../../platform/navigation';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

/** What is rated: the service where one is named, else the counter. */
export function titleOf(scan: ScanAnswer): string {
  return scan.kind === 'service-record' ? scan.serviceItem.name : placeOf(scan);
}

function placeOf({ counter }: ScanAnswer): string {
  return `${counter.code} ${counter.name}`;
}

/** Whose service is being rated, in the words on the counter's sign. */
export function ServiceCard({ scan }: { scan: ScanAnswer }) {
  const { department } = scan;
  return (
    <Card tone="brand">
      <Heading>{titleOf(scan)}</Heading>
      {scan.kind === 'service-record' && <View>{placeOf(scan)}</View>}
      <View className="rate-hint">
        {department.subDistrict} {department.name}
      </View>
      {scan.kind === 'service-record' && <View>{copy.servedAt(timeInWords(scan.servedAt))}</View>}
      <Button
        kind="secondary"
        label={copy.othersRatings}
        onPress={() => open(pages.counterRatings(scan.counter.scanCode))}
      />
    </Card>
  );
}
