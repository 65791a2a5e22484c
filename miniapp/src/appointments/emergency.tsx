import { emergencyNumbers } from '@linli/shared/appointments.ts';
import { View } from '@tarojs/components';
import { Button } from '../components/button';
import { Card } from '../components/card';
import { Heading } from '../components/heading';
import { accessible } from '../platform/pressable';
import { copy } from './copy';
import { callNumber } from './reach';

/** Whom to call when it cannot wait; a touch dials. */
export function Emergency() {
  return (
    <Card tone="brand">
      <View {...accessible({ role: 'alert' })}>
        <Heading>{copy.emergency}</Heading>
        <View>{copy.emergencyNote}</View>
      </View>
      {emergencyNumbers.map(({ number, what }) => (
        <Button
          key={number}
          kind="secondary"
          label={copy.dial(number, what)}
          onPress={() => callNumber(number)}
        />
      ))}
    </Card>
  );
}
