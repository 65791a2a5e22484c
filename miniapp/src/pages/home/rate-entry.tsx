import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Notice } from '../../components/notice';
import { open, pages } from '../../platform/navigation';
import { pressable } from '../../platform/pressable';
import { pageOfScene, sceneOfCounterCode, sceneOfScan } from '../../platform/scene-of-scan';
import { useAction } from '../../platform/use-action';
import { canScan, scanWithCamera } from '../../platform/wechat';
import { copy } from './copy';

/** The longest counter code that fits into a scanned code beside its prefix. */
const counterCodeMaxLength = 30;

/** The ways to the counter's rating page: the camera where there is one, and the printed counter code. */
export function RateEntry() {
  return (
    <>
      {canScan && <ScanEntry />}
      <CodeEntry primary={!canScan} />
    </>
  );
}

function ScanEntry() {
  const [nothingFound, setNothingFound] = useState(false);

  const { start: scan } = useAction(async () => {
    const text = await scanWithCamera();
    setNothingFound(text === null);
    if (text !== null) open(pageOfScene(sceneOfScan(text)));
  });

  return (
    <>
      <View className="home-scan" {...pressable(scan, { label: `${copy.scan}，${copy.scanHint}` })}>
        <Icon name="scan" />
        <View className="home-scan-words">
          <View className="home-scan-title">{copy.scan}</View>
          <View>{copy.scanHint}</View>
        </View>
      </View>
      {nothingFound && <Notice tone="info" text={copy.scanNothing} />}
    </>
  );
}

function CodeEntry({ primary }: { primary: boolean }) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);

  const go = () => {
    const scene = sceneOfCounterCode(code);
    setWrong(scene === null);
    if (scene !== null) open(pages.rate(scene));
  };

  return (
    <Card>
      <Field
        label={copy.codeLabel}
        hint={copy.codeHint}
        value={code}
        maxLength={counterCodeMaxLength}
        error={wrong ? copy.codeWrong : undefined}
        onChange={setCode}
        onConfirm={go}
      />
      <Button kind={primary ? 'primary' : 'secondary'} label={copy.codeGo} onPress={go} />
    </Card>
  );
}
