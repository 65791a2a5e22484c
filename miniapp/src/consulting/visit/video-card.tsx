import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Notice } from '../../components/notice';
import { Fact } from '../../components/row';
import { copy } from './copy';

/** Where a video consultation takes place; mini-programs open no foreign address, so it is copied. */
export function VideoCard({ link }: { link: string | null }) {
  const [copied, setCopied] = useState(false);
  if (link === null) return null;
  const put = () => {
    // Called off: nothing was copied.
    Taro.setClipboardData({ data: link }).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <Card>
      <Fact label={copy.videoLink}>{link}</Fact>
      {copied && <Notice tone="done" text={copy.copied} />}
      <Button kind="secondary" label={copy.copyLink} onPress={put} />
    </Card>
  );
}
