import { Button, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import { Button as OwnButton } from '../components/button';
import { Sheet } from '../components/sheet';
import { pressable } from '../platform/pressable';
import {
  agreeToPrivacyGuide,
  openPrivacyGuide,
  refusePrivacyGuide,
  usePrivacyQuestion,
} from '../platform/privacy-authorization';
import { copy } from './copy';
import './index.scss';

/** WeChat checks that the button of this id was pressed. */
const agreeId = 'privacy-agree';

/** Asks for the consent to the privacy guide registered with WeChat, over the page in front. The web has none. */
export function GuideSheet() {
  const question = usePrivacyQuestion();
  const [inFront, setInFront] = useState(true);
  useDidShow(() => setInFront(true));
  useDidHide(() => setInFront(false));

  if (question === null || !inFront) return null;
  return (
    <Sheet title={copy.guideTitle} onClose={refusePrivacyGuide}>
      <View>{copy.guideText}</View>
      <View className="privacy-guide" {...pressable(openPrivacyGuide, { role: 'link' })}>
        {question.guide || copy.guide}
      </View>
      <Button
        id={agreeId}
        className="button button-primary privacy-agree"
        openType="agreePrivacyAuthorization"
        hoverClass="pressed"
        onAgreePrivacyAuthorization={() => agreeToPrivacyGuide(agreeId)}
      >
        {copy.guideAgree}
      </Button>
      <OwnButton kind="secondary" label={copy.guideRefuse} onPress={refusePrivacyGuide} />
    </Sheet>
  );
}
