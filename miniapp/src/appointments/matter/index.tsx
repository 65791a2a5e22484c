import { matterLabels, matters } from '@linli/shared/legal-service.ts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { open, pages } from '../../platform/navigation';
import { accessible, pressable } from '../../platform/pressable';
import { useScanCounted } from '../../platform/use-scan-counted';
import { copy, examples } from './copy';
import { useStation } from './use-station';
import './index.scss';

/** The first question: what it is about. */
function ChooseMatter() {
  const { scene = '' } = useRouter().params;
  useScanCounted(scene);
  const station = useStation(scene);
  return (
    <Stack>
      {station && (
        <Card tone="brand">
          <Heading>{station.name}</Heading>
          <View>{station.address}</View>
          {station.hours !== null && <View>{station.hours}</View>}
          <View className="row-note">{copy.atStation}</View>
        </Card>
      )}
      <View>
        <Heading>{copy.question}</Heading>
        <View className="row-note">{copy.note}</View>
      </View>
      <View className="matter-tiles" {...accessible({ role: 'list', label: copy.question })}>
        {matters.map((matter) => (
          <View key={matter} className="matter-cell" {...accessible({ role: 'listitem' })}>
            <View
              className="matter-tile"
              {...pressable(() => open(pages.slots({ matter, station: station?.id })), {
                label: `${matterLabels[matter]}，${examples[matter]}`,
              })}
            >
              <View className="row-title">{matterLabels[matter]}</View>
              <View className="row-note">{examples[matter]}</View>
            </View>
          </View>
        ))}
      </View>
      <List label={copy.mine}>
        <Door title={copy.mine} note={copy.mineNote} onPress={() => open(pages.myAppointments())} />
      </List>
    </Stack>
  );
}

export default definePage({ title: copy.title }, ChooseMatter);
