import type { AnswerOf } from '@linli/shared/api/types.ts';
import { View } from '@tarojs/components';
import { Card } from '../components/card';
import { Heading } from '../components/heading';

interface KeptByLawProps {
  title: string;
  kept: AnswerOf<'getMyData'>['keptByLaw'];
}

/** What stays whatever its owner asks, and why. */
export function KeptByLaw({ title, kept }: KeptByLawProps) {
  return (
    <Card>
      <Heading>{title}</Heading>
      {kept.map(({ what, why }) => (
        <View key={what}>
          <View className="row-title">{what}</View>
          <View className="row-note">{why}</View>
        </View>
      ))}
    </Card>
  );
}
