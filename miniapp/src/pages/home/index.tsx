import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { List, Row } from '../../components/row';
import { SwitchRow } from '../../components/switch-row';
import { setElderMode, useElderMode } from '../../platform/elder-mode';
import { open, pages } from '../../platform/navigation';
import { pressable } from '../../platform/pressable';
import { takeSceneOfAddress } from '../../platform/wechat';
import { copy } from './copy';
import { RateEntry } from './rate-entry';
import './index.scss';

function Home() {
  const elder = useElderMode();

  useEffect(() => {
    const scene = takeSceneOfAddress();
    if (scene !== null) open(pages.rate(scene));
  }, []);

  return (
    <Stack>
      <View className="home-brand">
        <View className="home-seal" aria-hidden />
        <View className="home-words">
          <Heading level={1}>{copy.title}</Heading>
          <View className="home-tagline">{copy.tagline}</View>
        </View>
        <View className="home-picture" aria-hidden />
      </View>
      <RateEntry />
      <List label={copy.myRatings}>
        <Row label={`${copy.myRatings}，${copy.myRatingsNote}`} onPress={() => open(pages.myRatings())}>
          <View className="row-title">{copy.myRatings}</View>
          <View className="row-note">{copy.myRatingsNote}</View>
        </Row>
      </List>
      <Card>
        <SwitchRow label={copy.elder} note={copy.elderNote} on={elder} onChange={setElderMode} />
      </Card>
      <View
        className="home-staff"
        {...pressable(() => open(pages.staffQueue()), { role: 'link', label: copy.staff })}
      >
        {copy.staff}
      </View>
    </Stack>
  );
}

export default definePage({ title: copy.title, start: true }, Home);
