import { View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Heading } from '../../components/heading';
import { setElderMode, useElderModeUnasked } from '../../platform/elder-mode';
import { copy } from './copy';

/** Asks once whether the large text is welcome to someone whose phone has a larger font; any answer ends it. */
export function AskElder() {
  if (!useElderModeUnasked()) return null;
  return (
    <Card tone="brand">
      <Heading>{copy.askElder}</Heading>
      <View>{copy.askElderNote}</View>
      <Button label={copy.elderYes} onPress={() => setElderMode(true)} />
      <Button kind="secondary" label={copy.elderNo} onPress={() => setElderMode(false)} />
    </Card>
  );
}
