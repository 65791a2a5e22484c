import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { accessible } from '../../platform/pressable';
import { copy } from './copy';

/** What to do, one after the other. */
export function Steps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <Card tone="brand">
      <Heading>{copy.steps}</Heading>
      {steps.map((step, index) => (
        <View
          key={step}
          className="step"
          {...accessible({ role: 'group', label: copy.step(index + 1, step) })}
        >
          <View className="step-number">{index + 1}</View>
          <View className="step-words">{step}</View>
        </View>
      ))}
    </Card>
  );
}
