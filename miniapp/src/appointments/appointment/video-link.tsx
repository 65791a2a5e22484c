import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Notice } from '../../components/notice';
import { copy } from './copy';

/** Where the video consultation takes place. A mini-program opens no foreign address, so it is copied. */
export function VideoLink({ link }: { link: string }) {
  const [copied, setCopied] = useState(false);
  const put = () => {
    // Called off: nothing was copied.
    Taro.setClipboardData({ data: link }).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <>
      <View>{copy.videoLink}</View>
      <View className="row-note">{link}</View>
      {copied && <Notice tone="done" text={copy.copied} />}
      <Button kind="secondary" label={copy.copyLink} onPress={put} />
    </>
  );
}
