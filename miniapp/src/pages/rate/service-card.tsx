import type { ScanAnswer } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { timeInWords } from '../../platform/time-words';
import { copy } from './copy';

/** Whose service is being rated, in the words on the counter's sign. */
export function ServiceCard({ scan }: { scan: ScanAnswer }) {
  const { counter, department } = scan;
  const place = `${counter.code} ${counter.name}`;
  return (
    <Card tone="brand">
      <Heading>{scan.kind === 'service-record' ? scan.serviceItem.name : place}</Heading>
      {scan.kind === 'service-record' && <View>{place}</View>}
      <View className="rate-hint">
        {department.subDistrict} {department.name}
      </View>
      {scan.kind === 'service-record' && <View>{copy.servedAt(timeInWords(scan.servedAt))}</View>}
    </Card>
  );
}
