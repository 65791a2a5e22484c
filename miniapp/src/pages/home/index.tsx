import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { Card, Stack } from '../../components/card';
import { Heading } from '../../components/heading';
import { definePage } from '../../components/page';
import { Door, List } from '../../components/row';
import { SwitchRow } from '../../components/switch-row';
import { setElderMode, useElderMode } from '../../platform/elder-mode';
import { open, pages } from '../../platform/navigation';
import { pageOfScene } from '../../platform/scene-of-scan';
import { takeSceneOfAddress } from '../../platform/wechat';
import { OutboxNotice } from '../../reception/outbox-notice';
import { AskElder } from './ask-elder';
import { copy } from './copy';
import { Due } from './due';
import { RateEntry } from './rate-entry';
import './index.scss';

function Home() {
  const elder = useElderMode();

  useEffect(() => {
    const scene = takeSceneOfAddress();
    if (scene !== null) open(pageOfScene(scene));
  }, []);

  return (
    <Stack>
      <View className="home-brand">
        <View className="home-seal" aria-hidden />
        <View className="home-words">
          <Heading level={1}>{copy.title}</Heading>
          <View className="home-tagline">{copy.tagline}</View>
        </View>
      </View>
      <AskElder />
      <OutboxNotice />
      <RateEntry />
      <List label={copy.legal}>
        <Door title={copy.lawyer} note={copy.lawyerNote} onPress={() => open(pages.chooseMatter())} />
        <Door title={copy.articles} note={copy.articlesNote} onPress={() => open(pages.articles())} />
      </List>
      <Card>
        <SwitchRow label={copy.elder} note={copy.elderNote} on={elder} onChange={setElderMode} />
      </Card>
      <Due />
      <View className="home-picture" aria-hidden />
    </Stack>
  );
}

export default definePage({ title: copy.title, tab: 'pages/home/index', ownTitle: true }, Home);
